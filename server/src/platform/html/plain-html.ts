/** One step through HTML, as htmlparser2 takes it. Elements without contents open and close at once. */
export interface HtmlToken {
  readonly kind: 'open' | 'text' | 'close';
  /** The name of the element, or the text without entities. */
  readonly value: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where it begins in the source, and where what comes next begins. */
  readonly start: number;
  readonly end: number;
}

export type PlainHtml = readonly HtmlToken[];

const VOID = new Set('br hr img meta link'.split(' '));
/** What stands in these is no HTML. */
const RAW = new Set(['style', 'title']);
/** What mails are made of, without anything that programs read in a way of its own. */
const PLAIN = new Set([
  ...VOID,
  ...RAW,
  ...'html head body p span div a table thead tbody tr td th font b strong i em u ul ol li blockquote center'.split(' '),
  ...'h1 h2 h3 h4 h5 h6 pre small big sub sup s strike code tt o:p'.split(' '),
]);

const P = new Set(['p']);
const HEADING = new Set('h1 h2 h3 h4 h5 h6 p'.split(' '));
/** What ends by itself where another element begins: then the source is not as it seems. */
const ENDS = new Map([
  ...'blockquote div hr ol p pre table ul'.split(' ').map((name) => [name, P] as const),
  ...'h1 h2 h3 h4 h5 h6'.split(' ').map((name) => [name, HEADING] as const),
  ['a', new Set(['a'])],
  ['li', new Set(['li'])],
  ['tr', new Set(['tr', 'th', 'td'])],
  ['th', new Set(['th'])],
  ['td', new Set(['thead', 'th', 'td'])],
  ['tbody', new Set(['thead', 'tbody'])],
  ['body', new Set(['head', 'link'])],
]);

const MAX_DEPTH = 150;
const MAX_TOKENS = 20_000;
const MAX_LENGTH = 1_500_000;

const TAG = /<(\/?)([a-z][a-z0-9:]*)((?:\s+[a-z][a-z0-9:-]*="[^"<>]*")*)\s*(\/?)>/y;
const ATTRIBUTE = /([a-z][a-z0-9:-]*)="([^"]*)"/g;
const ENTITY = /&(amp|lt|gt|quot|nbsp|euro|#39|[ae]grave|[aei]acute|[aeiou]uml);/y;
const DECODED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', euro: '€', '#39': "'" },
  ...{ agrave: 'à', egrave: 'è', aacute: 'á', eacute: 'é', iacute: 'í', auml: 'ä', euml: 'ë', iuml: 'ï', ouml: 'ö', uuml: 'ü' },
};
const DOCTYPE = /<!doctype(?:\s[^<>]*)?>/iy;
const NOTHING: Readonly<Record<string, string>> = {};

/**
 * HTML as most mail programs write it, taken apart in a fraction of the time that a parser for any HTML needs.
 * @returns what htmlparser2 would tell; null for all that is not plain, well-formed and of few elements
 */
export function readPlainHtml(html: string): PlainHtml | null {
  return html.length > MAX_LENGTH ? null : new PlainReader(html).read();
}

class PlainReader {
  private readonly tokens: HtmlToken[] = [];
  private readonly open: string[] = [];
  /** By their source: a mail repeats a few of them hundreds of times. */
  private readonly attributes = new Map<string, Readonly<Record<string, string>> | undefined>([['', NOTHING]]);
  private readonly html: string;
  private position = 0;

  // No parameter property: Node runs this as it is, with the types stripped, in the threads that read mail.
  constructor(html: string) {
    this.html = html;
  }

  read(): PlainHtml | null {
    while (this.position < this.html.length) {
      if (this.tokens.length > MAX_TOKENS || this.open.length > MAX_DEPTH) return null;
      if (!this.readNext()) return null;
    }
    for (const name of this.open.toReversed()) this.add('close', name, this.html.length, this.html.length);
    return this.tokens;
  }

  /** @returns whether it is plain */
  private readNext(): boolean {
    if (this.html[this.position] !== '<') return this.readText();
    return this.html[this.position + 1] === '!' ? this.readRemark() : this.readTag();
  }

  private add(kind: HtmlToken['kind'], value: string, start: number, end: number, attributes = NOTHING): void {
    this.tokens.push({ kind, value, attributes, start, end });
  }

  private readText(): boolean {
    const next = this.html.indexOf('<', this.position);
    const end = next < 0 ? this.html.length : next;
    while (this.position < end) {
      const entity = this.html.indexOf('&', this.position);
      const wordsEnd = entity < 0 || entity > end ? end : entity;
      if (wordsEnd > this.position) this.add('text', this.html.slice(this.position, wordsEnd), this.position, wordsEnd);
      this.position = wordsEnd;
      if (wordsEnd === end) break;
      ENTITY.lastIndex = entity;
      const [whole = '', name = ''] = ENTITY.exec(this.html) ?? [];
      if (whole === '') return false;
      this.add('text', DECODED[name] ?? '', entity, entity + whole.length);
      this.position = entity + whole.length;
    }
    return true;
  }

  private readTag(): boolean {
    TAG.lastIndex = this.position;
    const found = TAG.exec(this.html);
    if (!found) return false;
    const { 1: closing, 2: name = '', 3: attributes = '', 4: selfClosing } = found;
    if (!PLAIN.has(name)) return false;
    const start = this.position;
    const end = TAG.lastIndex;
    this.position = end;
    if (closing) {
      if (attributes !== '' || selfClosing || this.open.pop() !== name) return false;
      this.add('close', name, start, end);
      return true;
    }
    if (ENDS.get(name)?.has(this.open.at(-1) ?? '')) return false;
    const isVoid = VOID.has(name);
    if (selfClosing && !isVoid) return false;
    if (!this.attributes.has(attributes)) this.attributes.set(attributes, attributesIn(attributes));
    const given = this.attributes.get(attributes);
    if (!given) return false;
    this.add('open', name, start, end, given);
    if (isVoid) this.add('close', name, start, end);
    else this.open.push(name);
    return RAW.has(name) ? this.readRaw(name) : true;
  }

  private readRaw(name: string): boolean {
    const end = this.html.indexOf('</', this.position);
    if (end < 0 || !this.html.startsWith(`</${name}>`, end)) return false;
    const words = this.html.slice(this.position, end);
    if (name === 'title' && /[<&]/.test(words)) return false;
    if (words !== '') this.add('text', words, this.position, end);
    this.position = end;
    return true;
  }

  /** Nobody is told of it. */
  private readRemark(): boolean {
    const end = this.html.startsWith('<!--', this.position) ? this.endOfComment() : this.endOfDoctype();
    if (end === undefined) return false;
    this.position = end;
    return true;
  }

  private endOfComment(): number | undefined {
    const start = this.position + '<!--'.length;
    const end = this.html.indexOf('-->', start);
    // What browsers take for an end of its own kind.
    return end < 0 || /^-?>|--!>/.test(this.html.slice(start, end + 3)) ? undefined : end + '-->'.length;
  }

  private endOfDoctype(): number | undefined {
    DOCTYPE.lastIndex = this.position;
    const found = DOCTYPE.exec(this.html)?.[0];
    return found === undefined ? undefined : this.position + found.length;
  }
}

function attributesIn(source: string): Readonly<Record<string, string>> | undefined {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(attributes, name)) return undefined;
    const decoded = value.includes('&') ? decodedValue(value) : value;
    if (decoded === undefined) return undefined;
    attributes[name] = decoded;
  }
  return attributes;
}

function decodedValue(value: string): string | undefined {
  const plain = value.replace(/&(amp|quot|#39);/g, '');
  return plain.includes('&') ? undefined : value.replace(/&(amp|quot|#39);/g, (_whole, name: string) => DECODED[name] ?? '');
}
