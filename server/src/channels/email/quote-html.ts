import { tellHtml } from '../../platform/html/html-events.ts';
import type { PlainHtml } from '../../platform/html/plain-html.ts';
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
/** An element that a mail program puts around what it quotes, and in which people answer between the lines. */
interface Holder {
  readonly depth: number;
  readonly start: number;
  /** What in it is quoted. */
  readonly isBlock: (name: string, attributes: Attributes) => boolean;
  /** The scan as it was before it. */
  readonly lines: number;
  readonly cuts: number;
  readonly contentEnd: number;
  readonly before: number;
  hasBlock: boolean;
}
type Attributes = Readonly<Record<string, string>>;
interface Scan {
  readonly lines: readonly Line[];
  /** Elements that hold nothing but quoted text. */
  readonly quotes: readonly Range[];
  /** Block quotations without a mark: of another mail, or of anything else. */
  readonly blocks: readonly Range[];
  /** Where everything that follows is quoted. */
  readonly cuts: readonly number[];
}

const BREAKS = new Set(
  'address article blockquote body br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td th tr ul'.split(
    ' ',
  ),
);
const SILENT = new Set(['style', 'script', 'title', 'head', 'template', 'noscript']);
const HOLDERS = /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|zmail_extra)(?:\s|$)/;
const ATTRIBUTIONS = /(?:^|\s)(?:moz-cite-prefix|gmail_attr)(?:\s|$)/;
/** As old programs introduce a quotation: `2026-03-02 16:48 GMT+01:00 Winkel <info@winkel.nl>:`. */
const OLD_ATTRIBUTION = /\d.{0,300}[:：]$/;
const REST_IDS = /^(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|stopSpelling)$/;
const REST_CLASSES = /(?:^|\s)ms-outlook-mobile-reference-message(?:\s|$)/;
/** Outlook on Windows draws this line above what it quotes. */
const OUTLOOK_LINE = /border(?:-top)?:\s*(?:none;\s*border-top:\s*)?solid\s+#(?:E1E1E1|B5C4DF)/i;

/**
 * The source without its quoted history: by the elements of known mail programs first, then by the lines that introduce
 * a quotation. Cuts before sanitising, which takes away the marks; the cut HTML may have open elements.
 * @param plain where it was read already; null: it is not plain
 */
export function trimQuotedHtml(html: string, isAnswer: boolean, plain?: PlainHtml | null): string {
  const found = scan(html, false, plain);
  const texts = found.lines.map((line) => line.text);
  const hasBlocks = found.lines.some((_line, index) => {
    const start = quoteStartAt(texts, index, isAnswer);
    return start && quoteAfter(found.blocks, found.lines, index, start);
  });
  // Where one block stands for the other mail, all do: who answers between the lines splits it.
  return trimmed(html, hasBlocks ? scan(html, true, plain) : found, isAnswer);
}

function trimmed(html: string, { lines, quotes, cuts }: Scan, isAnswer: boolean): string {
  const removed = quotes.map((quote) => ({ ...quote }));
  const ends = [...cuts];
  const texts = lines.map((line) => line.text);
  for (let index = 0; index < lines.length; index++) {
    const start = quoteStartAt(texts, index, isAnswer);
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

/** @param allBlocks every block quotation is one of another mail */
function scan(html: string, allBlocks: boolean, plain: PlainHtml | null | undefined): Scan {
  const lines: Line[] = [];
  const quotes: Range[] = [];
  const blocks: Range[] = [];
  const openBlocks: { readonly depth: number; readonly start: number }[] = [];
  const holders: Holder[] = [];
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
  const beginQuote = (name: string, attributes: Attributes, start: number) => {
    quoteDepth = depth;
    quoteStart = start;
    const holder = holders.at(-1);
    if (!holder?.isBlock(name, attributes)) return;
    const above = lines.at(-1);
    if (!holder.hasBlock && above && lines.length > holder.lines && OLD_ATTRIBUTION.test(above.text.slice(-400))) {
      quoteStart = above.before;
      lines.pop();
    }
    holder.hasBlock = true;
  };
  /** Nothing in it says what is quoted: then all of it is. */
  const endHolder = (holder: Holder, end: number) => {
    holders.pop();
    if (holder.hasBlock) return;
    lines.length = holder.lines;
    cuts.length = holder.cuts;
    ({ contentEnd, before } = holder);
    text = '';
    isBlank = true;
    quotes.push({ start: holder.start, end });
  };
  tellHtml(
    html,
    {
      onOpen: (name, attributes, start, end) => {
        depth++;
        if (quoteDepth !== undefined || silentDepth !== undefined) return;
        if (SILENT.has(name)) {
          silentDepth = depth;
          return;
        }
        if (BREAKS.has(name)) endLine();
        if (isRest(name, attributes)) cuts.push(contentEnd);
        else if (isQuote(name, attributes) || (allBlocks && name === 'blockquote') || holders.at(-1)?.isBlock(name, attributes)) {
          beginQuote(name, attributes, start);
        } else if (HOLDERS.test(attributes['class'] ?? '')) {
          const isBlock = /yahoo/.test(attributes['class'] ?? '') ? isYahooBlock : isBlockquote;
          holders.push({ depth, start, isBlock, lines: lines.length, cuts: cuts.length, contentEnd, before, hasBlock: false });
        } else if (name === 'blockquote') {
          openBlocks.push({ depth, start });
        } else if (name === 'img') {
          contentEnd = end;
          if (isBlank) before = contentEnd;
        }
      },
      onText: (piece, start, end) => {
        if (quoteDepth !== undefined || silentDepth !== undefined) return;
        if (/[^\s\u00a0]/.test(piece)) {
          if (isBlank) lineStart = start;
          isBlank = false;
          contentEnd = end;
        }
        text += piece;
      },
      onClose: (name, _start, tagEnd) => {
        const end = Math.min(html.length, tagEnd);
        if (silentDepth === depth) silentDepth = undefined;
        if (quoteDepth === depth) {
          quoteDepth = undefined;
          quotes.push({ start: quoteStart, end });
        }
        const holder = holders.at(-1);
        if (holder?.depth === depth) endHolder(holder, end);
        const block = openBlocks.at(-1);
        if (block?.depth === depth) {
          openBlocks.pop();
          blocks.push({ start: block.start, end });
        }
        depth--;
        if (quoteDepth === undefined && silentDepth === undefined && BREAKS.has(name)) endLine();
      },
    },
    plain,
  );
  if (quoteDepth !== undefined) quotes.push({ start: quoteStart, end: html.length });
  for (const holder of holders.toReversed()) endHolder(holder, html.length);
  endLine();
  return { lines, quotes, blocks, cuts };
}

function isQuote(name: string, { class: classes = '', type }: Attributes): boolean {
  return ATTRIBUTIONS.test(classes) || (name === 'blockquote' && (type === 'cite' || HOLDERS.test(classes)));
}

function isBlockquote(name: string): boolean {
  return name === 'blockquote';
}

/** Yahoo wraps the mail that it quotes in an element of its own. */
function isYahooBlock(_name: string, { id = '' }: Attributes): boolean {
  return /^(?:ydp\w{1,40})?yiv\d/.test(id);
}

function isRest(name: string, { id = '', style = '', class: classes = '' }: Attributes): boolean {
  return REST_IDS.test(id) || REST_CLASSES.test(classes) || (name === 'div' && OUTLOOK_LINE.test(style));
}
