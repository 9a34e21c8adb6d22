export interface Address {
  readonly address: string;
  readonly name: string;
}

/** Good enough to tell a slip of the finger; the server and the provider have the last word. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/.test(text);
}

/** Reads `jan@x.nl, "Vries, Jan de" <jan@y.nl>; piet@z.nl`, in lines or in a row. */
export function parseAddresses(text: string): Address[] {
  const parts = text.match(/(?:"[^"]*"|<[^>]*>|[^,;\n])+/g) ?? [];
  return parts.map(parseOne).filter(({ address }) => address !== '');
}

function parseOne(text: string): Address {
  const named = /^\s*"?([^"<]*)"?\s*<\s*([^>]+?)\s*>\s*$/.exec(text);
  if (named) return { name: (named[1] ?? '').trim(), address: (named[2] ?? '').trim() };
  return { name: '', address: text.trim() };
}
