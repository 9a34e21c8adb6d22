import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';

/** Shorter labels than this, or other characters in them, are no charset. */
const LABEL = /^[\w.:+-]{2,40}$/;
/** What programs write for "nothing special", and what is truly in it is anything. */
const VAGUE = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  'x-unknown',
  'unknown',
  'default',
  '8bit',
  'binary',
  'iso-8859-1',
  'windows-1252',
  'latin1',
]);
/** Names that neither decoder knows. */
const ALIASES: Record<string, string> = {
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  csunicode11utf7: 'utf-7',
  utf7: 'utf-7',
  'x-gbk': 'gbk',
  'hz-gb-2312': 'gb18030',
  utf8mb4: 'utf-8',
  'utf-8n': 'utf-8',
  'cp-850': 'cp850',
};

/** By name; null for what the platform cannot read. Names come from strangers, so there is an end to them. */
const decoders = new Map<string, InstanceType<typeof TextDecoder> | null>();
const MAX_DECODERS = 200;

/**
 * The text of bytes that a mail calls by `label`. Mail lies about it often: UTF-8 that is called latin-1 and the other way
 * round, Japanese without any name, names that do not exist. Never throws; what cannot be read becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array, label: string | undefined): string {
  const named = nameOf(label);
  const marked = byteOrderMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  if (isJapanese(bytes)) return new TextDecoder('iso-2022-jp').decode(bytes);
  // utf-16 without a mark is never 7-bit text; a program that says so by mistake sends plain ASCII.
  const wide = /^utf-?(?:16|32)/.test(named) && !bytes.includes(0);
  if (!VAGUE.has(named) && !wide && !isUtf8(named)) return decodeNamed(bytes, named) ?? guess(bytes);
  return guess(bytes, isUtf8(named));
}

/** Valid UTF-8 is never an accident; else windows-1252, of which latin-1 is a part. */
function guess(bytes: Uint8Array, saidUtf8 = false): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes);
    // Cut in the middle of a character, say: a few bad bytes among good ones are still UTF-8.
    const bad = lenient.match(/\ufffd/g)?.length ?? 0;
    const good = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0;
    return saidUtf8 && good > bad ? lenient : new TextDecoder('windows-1252').decode(bytes);
  }
}

function decodeNamed(bytes: Uint8Array, named: string): string | undefined {
  const decoder = decoderOf(named);
  if (decoder) return decoder.decode(bytes);
  // utf-7, cp437, cp850 and other old ones, which browsers have given up.
  return iconv.encodingExists(named) ? iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), named) : undefined;
}

/** To ask in vain costs a thrown error, and one header may ask it a hundred thousand times. */
function decoderOf(named: string): InstanceType<typeof TextDecoder> | undefined {
  const known = decoders.get(named);
  if (known !== undefined) return known ?? undefined;
  const decoder = newDecoder(named);
  if (decoders.size < MAX_DECODERS) decoders.set(named, decoder ?? null);
  return decoder;
}

function newDecoder(named: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(named);
  } catch {
    return undefined;
  }
}

function nameOf(label: string | undefined): string {
  const name = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replace(/\*.*$/, '');
  return LABEL.test(name) ? (ALIASES[name] ?? name) : '';
}

function isUtf8(name: string): boolean {
  return name === 'utf-8' || name === 'utf8' || name === '';
}

function byteOrderMark([first, second, third]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** ISO-2022-JP shows itself: 7-bit bytes with `ESC $ B` or its kin. */
function isJapanese(bytes: Uint8Array): boolean {
  const start = bytes.indexOf(0x1b);
  if (start < 0 || bytes[start + 1] !== 0x24) return false;
  return bytes[start + 2] === 0x42 || bytes[start + 2] === 0x40;
}

/** Does postal-mime read encoded words of this charset rightly by itself? */
export function isOldCharset(label: string): boolean {
  const named = nameOf(label);
  return named !== '' && !decoderOf(named) && iconv.encodingExists(named);
}
