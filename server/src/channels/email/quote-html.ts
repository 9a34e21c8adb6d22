import { Parser } from 'htmlparser2';
import { type QuoteStart, quoteStartAt } from './quote-start.ts';

interface Range {
  start: number;
  end: number;
}
/** A line of text as people see it, with where it lies in the source. */
interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the last text or picture before it ends: the right place to cut. */
  readonly before: number;
}
interface Scan {
  readonly lines: readonly Line[];
  /** Elements that hold nothing but quoted text. */
  readonly quotes: readonly Range[];
  /** Where everything that follows is quoted. */
  readonly cuts: readonly number[];
}

const BREAKS = new Set(
  'address article blockquote body br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td th tr ul'.split(
    ' ',
  ),
);
const SILENT = new Set(['style', 'script', 'title', 'head', 'template', 'noscript']);
const QUOTE_CLASSES = /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra)(?:\s|$)/;
const REST_IDS = /^(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|stopSpelling)$/;
const REST_CLASSES = /(?:^|\s)ms-outlook-mobile-reference-message(?:\s|$)/;
/** Outlook on Windows draws this line above what it quotes. */
const OUTLOOK_LINE = /border(?:-top)?:\s*(?:none;\s*border-top:\s*)?solid\s+#(?:E1E1E1|B5C4DF)/i;

/**
 * The source without its quoted history: by the elements of known mail programs first, then by the lines that introduce
 * a quotation. Cuts before sanitising, which takes away the marks; the cut HTML may have open elements.
 */
export function trimQuotedHtml(html: string): string {
  const { lines, quotes, cuts } = scan(html);
  const removed = quotes.map((quote) => ({ ...quote }));
  const ends = [...cuts];
  const texts = lines.map((line) => line.text);
  for (let index = 0; index < lines.length; index++) {
    const start = quoteStartAt(texts, index);
    const line = lines[index];
    if (!start || !line) continue;
    const introduced = quoteAfter(removed, lines, index, start);
    if (introduced) introduced.start = line.before;
    else ends.push(line.before);
  }
  const end = Math.min(html.length, ...ends);
  let kept = '';
  let position = 0;
  for (const range of removed.filter(({ start }) => start < end).toSorted((a, b) => a.start - b.start)) {
    if (range.start > position) kept += html.slice(position, range.start);
    position = Math.max(position, range.end);
  }
  return position < end ? kept + html.slice(position, end) : kept;
}

/** The quote element that an attribution stands directly above. */
function quoteAfter(
  quotes: readonly Range[],
  lines: readonly Line[],
  index: number,
  { kind, lines: count }: QuoteStart,
): Range | undefined {
  if (kind !== 'attribution') return undefined;
  const end = lines[index + count - 1]?.end ?? 0;
  const nextText = lines[index + count]?.start ?? Number.POSITIVE_INFINITY;
  return quotes.find((quote) => quote.start >= end && quote.start < nextText);
}

function scan(html: string): Scan {
  const lines: Line[] = [];
  const quotes: Range[] = [];
  const cuts: number[] = [];
  let text = '';
  /** Asked for every piece; looking at the whole text each time would be quadratic. */
  let isBlank = true;
  let lineStart = 0;
  let contentEnd = 0;
  let before = 0;
  let depth = 0;
  let quoteDepth: number | undefined;
  let quoteStart = 0;
  let silentDepth: number | undefined;

  const endLine = () => {
    const trimmed = text.replace(/[\s\u00a0]+/g, ' ').trim();
    if (trimmed) {
      lines.push({ text: trimmed, start: lineStart, end: contentEnd, before });
      before = contentEnd;
    }
    text = '';
    isBlank = true;
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth++;
        if (quoteDepth !== undefined || silentDepth !== undefined) return;
        if (SILENT.has(name)) {
          silentDepth = depth;
          return;
        }
        if (BREAKS.has(name)) endLine();
        if (isRest(name, attributes)) cuts.push(contentEnd);
        else if (isQuote(name, attributes)) {
          quoteDepth = depth;
          quoteStart = parser.startIndex;
        } else if (name === 'img') {
          contentEnd = parser.endIndex + 1;
          if (isBlank) before = contentEnd;
        }
      },
      ontext: (piece) => {
        if (quoteDepth !== undefined || silentDepth !== undefined) return;
        if (/[^\s\u00a0]/.test(piece)) {
          if (isBlank) lineStart = parser.startIndex;
          isBlank = false;
          contentEnd = parser.endIndex + 1;
        }
        text += piece;
      },
      onclosetag: (name) => {
        if (silentDepth === depth) silentDepth = undefined;
        if (quoteDepth === depth) {
          quoteDepth = undefined;
          quotes.push({ start: quoteStart, end: Math.min(html.length, parser.endIndex + 1) });
        }
        depth--;
        if (quoteDepth === undefined && silentDepth === undefined && BREAKS.has(name)) endLine();
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  if (quoteDepth !== undefined) quotes.push({ start: quoteStart, end: html.length });
  endLine();
  return { lines, quotes, cuts };
}

function isQuote(name: string, { class: classes = '', type }: Record<string, string>): boolean {
  return QUOTE_CLASSES.test(classes) || (name === 'blockquote' && type === 'cite');
}

function isRest(name: string, { id = '', style = '', class: classes = '' }: Record<string, string>): boolean {
  return REST_IDS.test(id) || REST_CLASSES.test(classes) || (name === 'div' && OUTLOOK_LINE.test(style));
}
