import { decodeText } from './mail-charset.ts';
import { readRtfBody } from './rtf-text.ts';

/** What is in a `winmail.dat`: Outlook's own wrapper around files and text (MS-OXTNEF). */
export interface TnefContents {
  readonly text: string;
  readonly html: string;
  readonly files: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly contentId: string | null;
    readonly contents: Uint8Array;
  }[];
  /** Nothing in it was left behind, but for what is in the rest of the mail anyway. */
  readonly complete: boolean;
}

const SIGNATURE = 0x223e9f78;
const MAX_FILES = 500;
/** Attributes (MS-OXTNEF §2.1.3). */
const MESSAGE_PROPERTIES = 0x00069003;
const BODY = 0x0002800c;
const CODEPAGE = 0x00069007;
const NEW_FILE = 0x00069002;
const FILE_TITLE = 0x00018010;
const FILE_DATA = 0x0006800f;
const FILE_PROPERTIES = 0x00069005;
/** Properties (MS-OXPROPS), by the upper half of their tag. */
const P = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  data: 0x3701,
  name: 0x3704,
  longName: 0x3707,
  type: 0x370e,
  contentId: 0x3712,
} as const;
/** Sizes of fixed values, padded to four bytes; the others say their own length. */
const FIXED: Record<number, number> = { 1: 0, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const UNICODE = 0x1f;
const OBJECT = 0x0d;

interface FileDraft {
  title: string;
  data: Buffer;
  properties: Map<number, Property>;
}
interface Property {
  readonly type: number;
  readonly value: Buffer;
}

/** @returns undefined when it is no TNEF or is damaged: then the file itself is all there is */
export function readTnef(bytes: Uint8Array): TnefContents | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return data.length >= 6 && data.readUInt32LE(0) === SIGNATURE ? contentsOf(data) : undefined;
  } catch (error) {
    // Reading behind the end.
    if ((error as Error).name === 'RangeError') return undefined;
    throw error;
  }
}

function contentsOf(data: Buffer): TnefContents {
  let charset = 'windows-1252';
  let body: Buffer = Buffer.alloc(0);
  let message = new Map<number, Property>();
  const files: FileDraft[] = [];
  for (let at = 6; at < data.length; ) {
    const id = data.readUInt32LE(at + 1);
    const length = data.readUInt32LE(at + 5);
    const value = exactly(data, at + 9, length);
    at += 9 + length + 2;
    const file = files.at(-1);
    if (id === NEW_FILE) {
      if (files.length >= MAX_FILES) throw new RangeError('Too many files');
      files.push({ title: '', data: Buffer.alloc(0), properties: new Map() });
    } else if (id === CODEPAGE) charset = `windows-${value.readUInt32LE(0)}`;
    else if (id === BODY) body = value;
    else if (id === MESSAGE_PROPERTIES) message = propertiesOf(value);
    else if (id === FILE_TITLE && file) file.title = string({ type: 0x1e, value }, charset);
    else if (id === FILE_DATA && file) file.data = value;
    else if (id === FILE_PROPERTIES && file) file.properties = propertiesOf(value);
  }
  let text = string(message.get(P.body), charset) || string({ type: 0x1e, value: body }, charset);
  let html = string(message.get(P.html), charset);
  const rtf = text === '' && html === '' ? message.get(P.rtf) : undefined;
  if (rtf) ({ text, html } = readRtfBody(rtf.value) ?? { text, html });
  return {
    text,
    html,
    files: files.flatMap((file) => fileOf(file, charset)),
    complete:
      (text !== '' || html !== '' || !message.has(P.rtf)) && !files.some(({ properties }) => properties.get(P.data)?.type === OBJECT),
  };
}

function fileOf({ title, data, properties }: FileDraft, charset: string): TnefContents['files'][number][] {
  const embedded = properties.get(P.data);
  const contents = data.length > 0 || !embedded || embedded.type === OBJECT ? data : embedded.value;
  if (contents.length === 0) return [];
  const read = (id: number) => string(properties.get(id), charset);
  return [
    {
      name: read(P.longName) || title || read(P.name),
      contentType: read(P.type) || 'application/octet-stream',
      contentId: read(P.contentId) || null,
      contents: new Uint8Array(contents),
    },
  ];
}

/** MS-OXTNEF §2.1.3.4: a count, then tag and value of each. */
function propertiesOf(data: Buffer): Map<number, Property> {
  const found = new Map<number, Property>();
  const count = data.readUInt32LE(0);
  let at = 4;
  for (let index = 0; index < count; index++) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = afterName(data, at);
    const isMany = (type & 0x1000) !== 0;
    const size = FIXED[type & 0xfff];
    const values = isMany || size === undefined ? data.readUInt32LE(at) : 1;
    if (isMany || size === undefined) at += 4;
    for (let value = 0; value < values; value++) {
      const length = size ?? data.readUInt32LE(at);
      if (size === undefined) at += 4;
      if (!found.has(id)) found.set(id, { type: type & 0xfff, value: exactly(data, at, length) });
      at = padded(at + length, at);
      if (at > data.length + 3) throw new RangeError('Behind the end');
    }
  }
  return found;
}

/** Named properties carry a GUID and a number or a name. */
function afterName(data: Buffer, at: number): number {
  const kind = data.readUInt32LE(at + 16);
  const value = data.readUInt32LE(at + 20);
  return kind === 0 ? at + 24 : padded(at + 24 + value, at + 24);
}

/** Values end at a multiple of four bytes from where they begin. */
function padded(end: number, start: number): number {
  return start + Math.ceil((end - start) / 4) * 4;
}

function exactly(data: Buffer, at: number, length: number): Buffer {
  if (at + length > data.length) throw new RangeError('Behind the end');
  return data.subarray(at, at + length);
}

function string(property: Property | undefined, charset: string): string {
  if (!property) return '';
  const text = property.type === UNICODE ? property.value.toString('utf16le') : decodeText(property.value, charset);
  return (text.split('\0')[0] ?? '').trim();
}
