import { folded, tidy } from './mail-text.ts';

/** Between the pieces of a phrase with `*`. */
const MAX_GAP = 160;
/** Of the first piece; beyond them no honest mail has one. */
const MAX_STARTS = 200;
const WORD = /[\p{L}\p{N}]/u;

export interface Found {
  readonly start: number;
  readonly end: number;
}

/**
 * The first place of a phrase, with whole words around it. One that begins with `^` stands at the beginning of a line.
 * @param text as `folded` gives it
 */
export function findPhrase(text: string, phrase: string, from = 0): Found | undefined {
  const atLineStart = phrase.startsWith('^');
  const [first = '', ...rest] = folded(tidy(phrase.slice(atLineStart ? 1 : 0)))
    .split('*')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (first === '') return undefined;
  let start = text.indexOf(first, from);
  for (let tries = 0; start >= 0 && tries < MAX_STARTS; tries++) {
    const stands = atLineStart ? start === 0 || text[start - 1] === '\n' : isEdge(text, start);
    const end = stands ? endOf(text, start + first.length, rest) : undefined;
    if (end !== undefined && isEdge(text, end)) return { start, end };
    start = text.indexOf(first, start + 1);
  }
  return undefined;
}

/** Of several the one that stands first in the list and is there. */
export function findFirstOf(text: string, phrases: readonly string[], from = 0): Found | undefined {
  for (const phrase of phrases) {
    const found = findPhrase(text, phrase, from);
    if (found) return found;
  }
  return undefined;
}

/** Where the nearest of them begins. */
export function nearestOf(text: string, phrases: readonly string[], from: number): number | undefined {
  const starts = phrases.flatMap((phrase) => findPhrase(text, phrase, from)?.start ?? []);
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

/** The pieces follow one another on one line, not far apart. */
function endOf(text: string, after: number, pieces: readonly string[]): number | undefined {
  let end = after;
  for (const piece of pieces) {
    const gap = text.slice(end, end + MAX_GAP + piece.length);
    const at = gap.indexOf(piece);
    if (at < 0 || gap.slice(0, at).includes('\n')) return undefined;
    end += at + piece.length;
  }
  return end;
}

/** No word goes on here. */
function isEdge(text: string, at: number): boolean {
  return !(WORD.test(text[at - 1] ?? '') && WORD.test(text[at] ?? ''));
}
