/** What survives sanitising. Everything that is not listed here is dropped; text inside dropped tags stays. */

/** Looked up in order, so what mails are made of comes first. */
const COMMON = 'td tr p span div br a table tbody font b strong img li';
const LAYOUT = 'address article aside blockquote caption center col colgroup dd dl dt figcaption figure footer header hr';
const BLOCKS = 'h1 h2 h3 h4 h5 h6 main nav ol pre section tfoot th thead ul';
const INLINE = 'abbr bdi bdo big cite code del dfn em i ins kbd mark q s samp small strike sub sup time tt u var';
export const ALLOWED_TAGS = `${COMMON} ${LAYOUT} ${BLOCKS} ${INLINE}`.split(' ');

/** Dropped together with what is inside them, which is not text for people. */
export const TAGS_WITHOUT_TEXT = ['script', 'style', 'title', 'textarea', 'option', 'noscript', 'template', 'svg', 'math', 'object', 'xml'];

const cells = ['align', 'valign', 'bgcolor', 'width', 'height', 'colspan', 'rowspan', 'nowrap'];
export const ALLOWED_ATTRIBUTES: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang', 'title', 'align'],
  a: ['href', 'rel', 'target'],
  img: ['src', 'data-remote-src', 'alt', 'width', 'height', 'border'],
  font: ['color', 'face', 'size'],
  table: ['width', 'height', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
  tr: cells,
  td: cells,
  th: cells,
  col: ['width', 'span'],
  colgroup: ['width', 'span'],
  ol: ['start', 'type'],
  ul: ['type'],
  li: ['value', 'type'],
  blockquote: ['type'],
};

const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,30}|(rgb|hsl)a?\([\d\s.,%/]{1,40}\))$/i;
const LENGTH = /^(0|auto|normal|inherit|\d{1,4}(\.\d{1,4})?(px|pt|em|rem|ex|%|cm|mm|in)?)$/i;
const LENGTHS = /^(\s*(0|auto|\d{1,4}(\.\d{1,4})?(px|pt|em|rem|ex|%|cm|mm|in)?)){1,4}\s*$/i;
const BORDER = /^[a-z0-9#.%\s]{1,60}$|^[a-z0-9#.%\s]{0,40}rgba?\([\d\s.,%]{1,40}\)$/i;
const WORDS = (...words: string[]) => new RegExp(`^(${words.join('|')})$`, 'i');

const sides = (property: string, value: RegExp, suffix = '') =>
  Object.fromEntries(['', '-top', '-right', '-bottom', '-left'].map((side) => [`${property}${side}${suffix}`, [value]]));

/** No position, no url(), no functions but colours, nothing that lays one thing over another. */
export const ALLOWED_STYLES: Record<string, Record<string, RegExp[]>> = {
  '*': {
    color: [COLOUR],
    background: [COLOUR],
    'background-color': [COLOUR],
    'font-family': [/^[\w\s,'"-]{1,300}$/],
    'font-size': [LENGTH, WORDS('xx-small', 'x-small', 'small', 'medium', 'large', 'x-large', 'xx-large', 'smaller', 'larger')],
    'font-style': [WORDS('normal', 'italic', 'oblique')],
    'font-weight': [WORDS('normal', 'bold', 'bolder', 'lighter', '[1-9]00')],
    'text-align': [WORDS('left', 'right', 'center', 'justify', 'start', 'end')],
    'text-decoration': [/^[a-z\s-]{1,60}$/i],
    'text-transform': [WORDS('none', 'capitalize', 'uppercase', 'lowercase')],
    'text-indent': [LENGTH],
    'letter-spacing': [LENGTH],
    'line-height': [LENGTH],
    'vertical-align': [WORDS('baseline', 'top', 'middle', 'bottom', 'sub', 'super', 'text-top', 'text-bottom')],
    'white-space': [WORDS('normal', 'nowrap', 'pre', 'pre-wrap', 'pre-line')],
    'list-style-type': [/^[a-z-]{1,30}$/i],
    'border-collapse': [WORDS('collapse', 'separate')],
    'border-spacing': [LENGTHS],
    'border-radius': [LENGTHS],
    direction: [WORDS('ltr', 'rtl')],
    display: [WORDS('block', 'inline', 'inline-block', 'none', 'table', 'table-row', 'table-cell', 'list-item')],
    float: [WORDS('left', 'right', 'none')],
    clear: [WORDS('left', 'right', 'both', 'none')],
    width: [LENGTH],
    height: [LENGTH],
    'min-width': [LENGTH],
    'max-width': [LENGTH, WORDS('none')],
    'max-height': [LENGTH, WORDS('none')],
    ...sides('margin', LENGTHS),
    ...sides('padding', LENGTHS),
    ...sides('border', BORDER),
    ...sides('border', BORDER, '-color'),
    ...sides('border', BORDER, '-style'),
    ...sides('border', BORDER, '-width'),
  },
};

/** Small raster pictures only: an SVG is a document with scripts. */
const EMBEDDED_PICTURE = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i;
const MAX_EMBEDDED_CHARACTERS = 140_000;

export function isSmallEmbeddedPicture(address: string): boolean {
  return address.length <= MAX_EMBEDDED_CHARACTERS && EMBEDDED_PICTURE.test(address);
}

/** An address a link may lead to, cleaned; undefined for anything that is not a website, a mail address or a phone number. */
export function safeLink(address: string): string | undefined {
  const trimmed = address.trim();
  const absolute = trimmed.startsWith('//') ? `https:${trimmed}` : /^www\./i.test(trimmed) ? `https://${trimmed}` : trimmed;
  if (!URL.canParse(absolute)) return undefined;
  const url = new URL(absolute);
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : undefined;
}

/** A picture's address on somebody's server; undefined for anything else. */
export function remotePicture(address: string): string | undefined {
  const link = safeLink(address);
  return link && /^https?:/.test(link) ? link : undefined;
}
