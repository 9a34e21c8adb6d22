import { type Boundary, type Cut, cutStream, lines } from '../../platform/archive/cut-stream.ts';
import type { SourceFile } from './history-format.ts';

/** A ticket with all its messages; far more than any helpdesk shows. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;
const LOOKED_AT_BYTES = 1024 * 1024;
const SPACE = /^[\s,[\]]*$/;

/**
 * The objects of a JSON file, one at a time, as the bytes they are: one object per line (NDJSON, as Zendesk exports), or
 * a document, whose outer array is opened up. Of a document that breaks off, what stands before comes out whole.
 */
export async function* jsonRecords(file: SourceFile, from: number): AsyncGenerator<Cut> {
  const boundary = (await isLineByLine(file)) ? lines : objects;
  const stream = await file.open(from);
  for await (const cut of cutStream(stream, { offset: from, maxBytes: MAX_RECORD_BYTES, boundary })) {
    if (cut.bytes && isEmpty(cut.bytes)) continue;
    yield cut;
  }
}

/** What stands between objects: the brackets of an array, commas, white space, and the mark some programs begin files with. */
function isEmpty(bytes: Buffer): boolean {
  return bytes.length < 1_000 && SPACE.test(bytes.toString('utf8').replace(/^\ufeff/, ''));
}

/** One of the first lines is an object by itself. */
async function isLineByLine(file: SourceFile): Promise<boolean> {
  const stream = await file.open(0);
  let head = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= LOOKED_AT_BYTES) break;
  }
  stream.destroy();
  const [first = '', ...others] = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split('\n', 4);
  if (first.trim().startsWith('[')) return false;
  return isObject(first) || others.some(isObject) || (first.length >= LOOKED_AT_BYTES && !/^\s*\{\s*"[\w-]+"\s*:\s*[[{]/.test(first));
}

function isObject(line: string): boolean {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, NEWLINE] = [0x22, 0x5c, 0x7b, 0x7d, 0x0a];

/** An object of the outermost array, or one that stands by itself. */
const objects = (): Boundary => {
  let depth = 0;
  let inText = false;
  let escaped = false;
  return {
    find(piece, searched) {
      for (let at = searched; at < piece.length; at++) {
        const byte = piece[at];
        if (inText) {
          // A line end cannot stand in a text: here something broke off.
          if (byte === NEWLINE) return at + 1;
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) inText = false;
        } else if (byte === QUOTE) inText = depth > 0;
        else if (byte === OPEN) depth++;
        else if (byte === CLOSE && --depth <= 0) return at + 1;
      }
      return -1;
    },
  };
};
