import iconv from 'iconv-lite';
import { deEncapsulateSync } from 'rtf-stream-parser';

/** More than a person writes, also with what Outlook adds to it; reading takes well under a second. */
const MAX_RTF = 1_500_000;
const MAX_SIGNS = 250_000;
/** Outlook nests a dozen; reading takes longer with the square of it. */
const MAX_DEPTH = 200;
/** Not words of the message, though they are text: who made it, pictures in digits, what repeats on paper. */
const ASIDE = /^\\(?:\*|info|pict|object|stylesheet|listtable|header[lrf]?|footer[lrf]?)(?![a-z])/;

export interface RtfBody {
  readonly text: string;
  readonly html: string;
}

/**
 * The words of a body that Outlook keeps as compressed RTF alone (MS-OXRTFCP): the HTML or text it was made of
 * (MS-OXRTFEX), or the bare words of RTF that was RTF from the start.
 * @returns undefined when it cannot be read
 */
export function readRtfBody(compressed: Buffer): RtfBody | undefined {
  const rtf = unpacked(compressed)?.toString('latin1');
  if (rtf === undefined || isTooMuch(rtf)) return undefined;
  return contentsOf(rtf) ?? contentsOf(withoutAsides(rtf).replace(/^\{\\rtf1?/, '$&\\fromtext'));
}

function contentsOf(rtf: string): RtfBody | undefined {
  try {
    const { mode, text } = deEncapsulateSync(rtf, { decode, mode: 'either', warn: () => undefined });
    const words = String(text);
    return mode === 'html' ? { text: '', html: words } : { text: words, html: '' };
  } catch {
    return undefined;
  }
}

function decode(bytes: Buffer, charset: string): string {
  return iconv.decode(bytes, iconv.encodingExists(charset) ? charset : 'windows-1252');
}

const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
/** What the window holds before the first byte (MS-OXRTFCP §2.1.2.1). */
const BEGINNING =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const WINDOW = 4_096;

/** Single bytes, and references of two bytes into a window of the last 4 kB; a byte of eight marks tells which is which. */
function unpacked(data: Buffer): Buffer | undefined {
  if (data.length < 16) return undefined;
  const size = data.readUInt32LE(4);
  if (size > MAX_RTF) return undefined;
  const kind = data.readUInt32LE(8);
  if (kind === PLAIN) return data.subarray(16, 16 + size);
  if (kind !== COMPRESSED) return undefined;
  const window = Buffer.alloc(WINDOW);
  let place = window.write(BEGINNING, 'latin1');
  const result = Buffer.alloc(size);
  let length = 0;
  const put = (byte: number) => {
    if (length < size) result[length++] = byte;
    window[place] = byte;
    place = (place + 1) % WINDOW;
  };
  for (let at = 16; at < data.length && length < size; ) {
    const marks = data[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < data.length && length < size; bit++) {
      if ((marks & (1 << bit)) === 0) {
        put(data[at++] ?? 0);
        continue;
      }
      if (at + 2 > data.length) return undefined;
      const reference = data.readUInt16BE(at);
      at += 2;
      const from = reference >> 4;
      // A reference to where it stands is the end.
      if (from === place) return result.subarray(0, length);
      for (let step = 0; step < (reference & 0xf) + 2; step++) put(window[(from + step) % WINDOW] ?? 0);
    }
  }
  return result.subarray(0, length);
}

function isTooMuch(rtf: string): boolean {
  let depth = 0;
  let signs = 0;
  for (const [sign] of rtf.matchAll(/\\[\\{}]?|[{}]/g)) {
    if (sign === '{') depth++;
    else if (sign === '}') depth--;
    if (++signs > MAX_SIGNS || depth > MAX_DEPTH) return true;
  }
  return false;
}

function withoutAsides(rtf: string): string {
  let kept = '';
  let from = 0;
  let depth = 0;
  let asideAt = 0;
  for (const { 0: sign, index } of rtf.matchAll(/\\[\\{}]|[{}]/g)) {
    if (sign === '{') {
      depth++;
      if (asideAt === 0 && ASIDE.test(rtf.slice(index + 1, index + 20))) {
        // In its place an empty group: what stands around it does not become one word.
        kept += `${rtf.slice(from, index)}{}`;
        asideAt = depth;
      }
    } else if (sign === '}') {
      if (asideAt === depth) {
        asideAt = 0;
        from = index + 1;
      }
      depth--;
    }
  }
  return asideAt === 0 ? kept + rtf.slice(from) : kept;
}
