import { Parser } from 'htmlparser2';
import { type PlainHtml, readPlainHtml } from './plain-html.ts';

/** Each with where in the source it begins, and where what comes next begins. */
export interface HtmlEvents {
  readonly onOpen: (name: string, attributes: Readonly<Record<string, string>>, start: number, end: number) => void;
  readonly onText: (text: string, start: number, end: number) => void;
  readonly onClose: (name: string, start: number, end: number) => void;
}

/** Tells what stands in any HTML, entities decoded. @param plain where it was read already; null: it is not plain */
export function tellHtml(html: string, events: HtmlEvents, plain: PlainHtml | null = readPlainHtml(html)): void {
  if (plain) tellPlain(plain, events);
  else tellAny(html, events);
}

function tellPlain(tokens: PlainHtml, { onOpen, onText, onClose }: HtmlEvents): void {
  for (const { kind, value, attributes, start, end } of tokens) {
    if (kind === 'text') onText(value, start, end);
    else if (kind === 'open') onOpen(value, attributes, start, end);
    else onClose(value, start, end);
  }
}

function tellAny(html: string, { onOpen, onText, onClose }: HtmlEvents): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => onOpen(name, attributes, parser.startIndex, parser.endIndex + 1),
      ontext: (text) => onText(text, parser.startIndex, parser.endIndex + 1),
      onclosetag: (name) => onClose(name, parser.startIndex, parser.endIndex + 1),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
}
