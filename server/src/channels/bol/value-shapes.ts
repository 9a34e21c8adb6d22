import type { BolReading } from '@balie/shared/contracts/bol-mail.ts';

const MAX_LINE = 300;
/** How far behind its label a number may stand. */
const NEAR = 200;

/** bol's order numbers: ten digits, or a letter and nine letters or digits. */
const ORDER = /(?<![A-Z0-9])(?:\d{10}|[A-Z](?=[A-Z0-9]{0,9}\d)[A-Z0-9]{9})(?![A-Z0-9])/;
const COUNTRIES: readonly (readonly [RegExp, string])[] = [
  [/belgi(?:ë|e|que|um)|vlaanderen|\bBE\b/i, 'BE'],
  [/nederland|pays-bas|netherlands|\bNL\b/i, 'NL'],
  [/luxemb/i, 'LU'],
  [/france|frankrijk|\bFR\b/i, 'FR'],
  [/duitsland|allemagne|germany|\bDE\b/i, 'DE'],
];

/** The value of a shape at the beginning of a text; undefined when there is none. */
export function shaped(shape: BolReading['as'], text: string): string | undefined {
  return SHAPES[shape](text) || undefined;
}

/** The first thing in a text that looks like an order number. */
export function orderNumberIn(text: string): string | undefined {
  return ORDER.exec(text)?.[0];
}

const SHAPES: Readonly<Record<BolReading['as'], (text: string) => string | undefined>> = {
  line: (text) => withoutEdges(text.split('\n')[0]?.slice(0, MAX_LINE) ?? ''),
  text: (text) => text.split('\n').map(withoutEdges).join('\n').trim(),
  order: (text) => orderNumberIn(text.slice(0, NEAR)),
  digits: (text) => /(?<!\d)\d{4,20}(?!\d)/.exec(text.slice(0, NEAR))?.[0],
  ean: (text) => eanIn(text.slice(0, NEAR)),
  country: (text) => COUNTRIES.find(([name]) => name.test(text.split('\n')[0]?.slice(0, MAX_LINE) ?? ''))?.[1],
  link: (text) => /https:\/\/[^\s<>"')\]]{1,2000}/.exec(text.slice(0, MAX_LINE * 10))?.[0],
  address: (text) => /[^\s<>()[\],;:"@]{1,64}@[^\s<>()[\],;:"@]{1,255}/.exec(text.slice(0, NEAR))?.[0]?.toLowerCase(),
};

/** What stands between the cells of a table. */
function withoutEdges(line: string): string {
  return line.replace(/[\s|]{1,100}$/, '').trim();
}

/** Thirteen digits whose last one proves the others (GTIN). */
function eanIn(text: string): string | undefined {
  return [...text.matchAll(/(?<!\d)\d{13}(?!\d)/g)].map(([digits]) => digits).find(isEan);
}

function isEan(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
