import { decodeText, isOldCharset } from './mail-charset.ts';

const MAX_HEADERS = 2_000_000;
const OLD_WORD = /=\?([\w.:+-]{2,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]{0,2000})\?=/gi;
const PADDED_WORDS = /=\?([\w.:+-]{2,40})\?b\?[A-Za-z0-9+/]{0,1000}={1,2}\?=(?:\s{1,10}=\?\1\?b\?[A-Za-z0-9+/=]{0,1000}\?=){1,200}/gi;

/**
 * The mail with headers that its reader understands: raw 8-bit headers (no mail should have them; RFC 6532 allows UTF-8)
 * become UTF-8, encoded words (RFC 2047) in charsets that browsers have given up, such as utf-7, too. The rest is untouched.
 */
export function withReadableHeaders(bytes: Uint8Array): Uint8Array {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfHeaders(raw);
  const headers = raw.subarray(0, end);
  const charset = /^content-type:[^\n]{0,200}(?:\n[ \t][^\n]{0,200}){0,5}?charset=["']?([\w.:+-]{2,40})/im.exec(
    headers.toString('latin1'),
  )?.[1];
  const readable = readableLines(headers, charset);
  const rest = withReadableNames(raw.subarray(end));
  if (readable === headers && rest.length + end === raw.length && rest.buffer === raw.buffer) return bytes;
  return Buffer.concat([readable, rest]);
}

/** The headers of the mail alone. */
export function headersOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, endOfHeaders(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}

function endOfHeaders(raw: Buffer): number {
  const beginning = raw.toString('latin1', 0, MAX_HEADERS);
  const blank = /\n\r?\n/.exec(beginning);
  return blank ? blank.index + blank[0].length : beginning.length;
}

function readableLines(headers: Buffer, charset: string | undefined): Buffer {
  const text = headers.toString('latin1');
  if (!/[\u0080-\u00ff]|=\?/.test(text)) return headers;
  // Line by line: one in UTF-8 may stand beside one in latin-1.
  const lines = joined(text)
    .split('\n')
    .map((line) => withoutOldWords(/[\u0080-\u00ff]/.test(line) ? eightBit(line, charset) : line));
  return Buffer.from(lines.join('\n'), 'utf8');
}

/** A character cut in two by encoded words that are padded each, as some programs do: one word again. */
function joined(text: string): string {
  return text.replace(PADDED_WORDS, (words: string, charset: string) => {
    const pieces = [...words.matchAll(/\?b\?([^?]*)\?=/gi)].map(([, content]) => Buffer.from(content ?? '', 'base64'));
    return `=?${charset}?B?${Buffer.concat(pieces).toString('base64')}?=`;
  });
}

/** Names of files stand in headers of parts. */
function withReadableNames(body: Buffer): Buffer {
  if (body.length > MAX_HEADERS * 3 || !body.includes('ontent-')) return body;
  const text = body.toString('latin1');
  const changed = text.replace(/^content-(?:type|disposition|description):[^\n]{1,2000}(?:\n[ \t][^\n]{1,2000}){0,20}/gim, (header) => {
    const readable = withoutOldWords(/[\u0080-\u00ff]/.test(header) ? eightBit(header, undefined) : header);
    return Buffer.from(readable, 'utf8').toString('latin1');
  });
  return changed === text ? body : Buffer.from(changed, 'latin1');
}

function eightBit(line: string, charset: string | undefined): string {
  const bytes = Buffer.from(line, 'latin1');
  const text = decodeText(bytes, undefined);
  // What is no UTF-8 is most likely in the charset of the body.
  return charset && Buffer.from(text, 'utf8').equals(bytes) === false ? decodeText(bytes, charset) : text;
}

function withoutOldWords(line: string): string {
  if (!line.includes('=?')) return line;
  return line.replace(OLD_WORD, (word: string, charset: string, encoding: string, content: string) => {
    if (!isOldCharset(charset)) return word;
    const bytes = /b/i.test(encoding) ? Buffer.from(content, 'base64') : fromQ(content);
    return `=?utf-8?B?${Buffer.from(decodeText(bytes, charset), 'utf8').toString('base64')}?=`;
  });
}

function fromQ(content: string): Buffer {
  const bytes = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
