import EmailReplyParser from 'email-reply-parser';
import { quoteStartAt } from './quote-start.ts';

/** The library's patterns take quadratic time on long lines and long texts; within these limits it is milliseconds. */
const MAX_LIBRARY_TEXT = 20_000;
const MAX_LINE = 400;

/** What the sender wrote, without the quoted history; the whole text when nothing would be left. */
export function trimQuotedText(text: string): string {
  const own = beforeFirstQuote(text);
  const trimmed = (own.length <= MAX_LIBRARY_TEXT ? withoutTrailingQuote(own) : own).trim();
  return trimmed === '' ? text.trim() : trimmed;
}

function beforeFirstQuote(text: string): string {
  const lines = text.split('\n');
  const shown = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ text: line.trim(), index }]));
  const texts = shown.map((line) => line.text);
  for (const [position, line] of shown.entries()) {
    const start = quoteStartAt(texts, position);
    if (!start) continue;
    const answered = texts.slice(position + start.lines);
    // Answered below the quotation: the attribution goes, and the library finds what is quoted.
    const isTopPost = start.kind === 'rest' || !endsWithOwnWords(answered);
    if (isTopPost) return lines.slice(0, line.index).join('\n');
    const after = shown[position + start.lines];
    return [...lines.slice(0, line.index), ...withoutQuotedLines(lines.slice(after?.index ?? lines.length))].join('\n');
  }
  return text;
}

function endsWithOwnWords(lines: readonly string[]): boolean {
  return lines[0]?.startsWith('>') === true && lines.at(-1)?.startsWith('>') === false;
}

function withoutQuotedLines(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.trimStart().startsWith('>'));
}

function withoutTrailingQuote(text: string): string {
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
    .filter((fragment) => !fragment.isHidden() || fragment.isSignature())
    .map((fragment) => fragment.getContent())
    .join('\n');
  return kept.replace(/[^\n]{1,400}\uE000(\d{1,6})\uE001/g, (marked, index: string) => long[Number(index)] ?? marked);
}
