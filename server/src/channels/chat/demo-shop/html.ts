/** HTML that is safe to put on a page. */
export class Html {
  constructor(readonly text: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (value: string | number) => String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
type Piece = Html | string | number | readonly Html[];
const written = (piece: Piece): string => {
  if (piece instanceof Html) return piece.text;
  return typeof piece === 'object' ? piece.map(({ text }) => text).join('') : escaped(piece);
};

/** What is put into it is text, unless it came out of it. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(strings.map((part, index) => part + (index < pieces.length ? written(pieces[index] ?? '') : '')).join(''));
}
