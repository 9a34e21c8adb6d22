/** A piece of a message: words, or words that lead somewhere. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

const LINK = /\bhttps?:\/\/[^\s<>"]+|\bwww\.[^\s<>"]+\.[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

/** Finds the addresses in a text. What comes out is text and web or mail addresses alone, never anything that runs. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const words = withoutPunctuation(match[0]);
    const href = addressOf(words);
    if (!href) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: words, href });
    done = match.index + words.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

/** The full stop after an address ends the sentence; a closing bracket belongs to it only when it was opened in it. */
function withoutPunctuation(words: string): string {
  let end = words;
  for (;;) {
    const last = end.at(-1) ?? '';
    const unopened = (last === ')' && count(end, ')') > count(end, '(')) || (last === ']' && count(end, ']') > count(end, '['));
    if (!unopened && !/[.,;:!?'"’”*_]/.test(last)) return end;
    end = end.slice(0, -1);
  }
}

const count = (text: string, sign: string) => text.split(sign).length - 1;

function addressOf(words: string): string | undefined {
  const address = /^https?:/i.test(words) ? words : /^www\./i.test(words) ? `https://${words}` : `mailto:${words}`;
  return URL.canParse(address) ? address : undefined;
}

/** One to three emoji and nothing else: shown large. */
export const isEmojiOnly = (text: string): boolean =>
  /^(?:\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)*\s*){1,3}$/u.test(text);
