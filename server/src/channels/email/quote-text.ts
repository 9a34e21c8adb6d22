import EmailReplyParser from 'email-reply-parser';
import { quoteStartAt } from './quote-start.ts';

/** The library's patterns take quadratic time on long lines and long texts; within these limits it is milliseconds. */
const MAX_LIBRARY_TEXT = 20_000;
const MAX_LINE = 400;
/** Servers break lines that are longer. */
const MIN_BROKEN = 60;

/** What the sender wrote, without the quoted history; the whole text when nothing would be left. */
export function trimQuotedText(text: string, isAnswer: boolean): string {
  const own = beforeFirstQuote(text, isAnswer);
  const trimmed = (own.length <= MAX_LIBRARY_TEXT ? withoutTrailingQuote(own, isAnswer) : own).trim();
  return trimmed === '' ? text.trim() : trimmed;
}

function beforeFirstQuote(text: string, isAnswer: boolean): string {
  const lines = text.split('\n');
  const shown = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ text: line.trim(), index }]));
  const texts = shown.map((line) => line.text);
  for (const [position, line] of shown.entries()) {
    const start = quoteStartAt(texts, position, isAnswer);
    if (!start) continue;
    const answered = texts.slice(position + start.lines);
    // Answered below the quotation: the attribution goes, and the library finds what is quoted.
    const isTopPost = start.kind === 'rest' || !holdsAnswers(answered);
    if (isTopPost) return withoutRule(lines.slice(0, line.index)).join('\n');
    const after = shown[position + start.lines];
    return [...lines.slice(0, line.index), ...withoutQuotedLines(lines.slice(after?.index ?? lines.length))].join('\n');
  }
  return text;
}

/** Below or between the lines of the quotation. The rest of a quoted line that a server broke is no answer. */
function holdsAnswers(lines: readonly string[]): boolean {
  if (!lines[0]?.startsWith('>')) return false;
  return lines.some(
    (line, index) => !line.startsWith('>') && !(isBroken(lines[index - 1]) && /^\p{Ll}/u.test(line) && lines[index + 1]?.startsWith('>')),
  );
}

function isBroken(line = ''): boolean {
  return line.startsWith('>') && line.length >= MIN_BROKEN && !/[.!?:;]$/.test(line);
}

function withoutQuotedLines(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.trimStart().startsWith('>'));
}

function withoutTrailingQuote(text: string, isAnswer: boolean): string {
  const long: string[] = [];
  const clipped = text.replace(/[^\n]+/g, (line) => {
    if (line.length <= MAX_LINE) return line;
    long.push(line);
    return `${line.slice(0, MAX_LINE / 2)}\uE000${long.length - 1}\uE001`;
  });
  const kept = new EmailReplyParser()
    .read(clipped)
    .getFragments()
    // A signature is the sender's own; only what is quoted goes.
    .filter((fragment) => !fragment.isHidden() || fragment.isSignature() || !looksQuoted(fragment.getContent(), isAnswer))
    .map((fragment) => fragment.getContent())
    .join('\n');
  return kept.replace(/[^\n]{1,400}\uE000(\d{1,6})\uE001/g, (marked, index: string) => long[Number(index)] ?? marked);
}

/** The library takes much prose for the beginning of a quotation; what it hides must at least look like one. */
function looksQuoted(text: string, isAnswer: boolean): boolean {
  const lines = text.split('\n').slice(0, 200);
  const headers = lines.filter((line) => /^[*_ ]{0,3}\p{Lu}[\p{L} -]{1,20}[*_]?:[*_]?\s/u.test(line));
  return (isAnswer && headers.length >= 3) || lines.some((line) => /^\s*>/.test(line) || /^\s*-{2,40}[^-]{3,60}-{2,40}\s*$/.test(line));
}

/** Without the line that Outlook draws above what it quotes. */
function withoutRule(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return /^\s*_{10,80}\s*$/.test(lines[last] ?? '') ? lines.slice(0, last) : lines;
}
