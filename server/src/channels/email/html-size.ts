/** Elements that end by themselves, so that many of them lie beside and not within each other. */
const SHALLOW = new Set(
  'p li td th tr dt dd option thead tbody tfoot area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const MAX_LENGTH = 1_500_000;
/** The libraries that read HTML take a time that grows with the square of depth. */
const MAX_DEPTH = 1_000;
const MAX_TAGS = 20_000;
/** Each becomes a piece of text of its own. */
const MAX_ENTITIES = 100_000;

/** Is this more HTML than a person wrote or would read? Newsletters have a few thousand tags, some dozens deep. */
export function isTooMuchHtml(html: string): boolean {
  if (html.length > MAX_LENGTH) return true;
  if ((html.match(/&/g)?.length ?? 0) > MAX_ENTITIES) return true;
  let tags = 0;
  let depth = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,30})/gi)) {
    if (++tags > MAX_TAGS) return true;
    if (SHALLOW.has(name.toLowerCase())) continue;
    depth = end === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Words of HTML that is too much to be read properly. Linear, and only for showing as text. */
export function roughText(html: string): string {
  return html
    .slice(0, MAX_LENGTH)
    .replace(/<(?:br|p|div|tr|li|h[1-6])\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t\u00a0]{2,1000}/g, ' ')
    .trim();
}
