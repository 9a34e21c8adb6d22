import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';

export interface ZipEntry {
  /** As it stands in the archive: for looking at, never a path to write to. */
  readonly name: string;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Set when its contents cannot be had. */
  readonly trouble: 'encrypted' | 'bomb' | undefined;
  /** Fails when there is more in it than it says. @param from first byte of the contents */
  open(from: number): Promise<Readable>;
}

/** The file is no archive, or a broken one. */
export class UnreadableZip extends Error {}

/** Deflate makes a text of nothing but one letter a thousand times smaller; honest mail and exports, thirty times. */
const MAX_RATIO = 200;
/** Below this size nothing can hurt. */
const HARMLESS_BYTES = 20 * 1024 * 1024;
const UTF8_NAMES = 0x800;

type OpenZip = (path: string, options: yauzl.Options) => Promise<yauzl.ZipFile>;
const openZip = promisify(yauzl.open) as OpenZip;

/** `PK\3\4`, or `PK\5\6` for one without anything in it. */
export function looksLikeZip(head: Buffer): boolean {
  return head.length >= 4 && head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5);
}

/**
 * The files of an archive, in its own order. Nothing is ever written to disk under a name of the archive, so a name that
 * climbs out of its folder is no danger.
 * @throws {UnreadableZip}
 */
export async function* zipEntries(path: string): AsyncGenerator<ZipEntry> {
  const zip = await orUnreadable(openZip(path, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }));
  try {
    const entries = zip.eachEntry();
    for (;;) {
      const next = await orUnreadable(entries.next());
      if (next.done) return;
      const entry = toEntry(zip, next.value);
      if (!isClutter(entry.name)) yield entry;
    }
  } finally {
    zip.close();
  }
}

function toEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): ZipEntry {
  const { compressedSize, uncompressedSize } = entry;
  return {
    name: nameOf(entry),
    compressedBytes: compressedSize,
    bytes: uncompressedSize,
    trouble: troubleOf(entry),
    open: async (from) => {
      const stream = await orUnreadable(zip.openReadStreamPromise(entry));
      return from > 0 ? without(stream, from) : stream;
    },
  };
}

function nameOf({ fileName, generalPurposeBitFlag }: yauzl.Entry): string {
  // Not decoded, as was asked for; the types do not know.
  const raw = fileName as unknown as Buffer;
  return raw.toString(generalPurposeBitFlag & UTF8_NAMES ? 'utf8' : 'latin1').replaceAll(/\p{Cc}/gu, '');
}

function troubleOf(entry: yauzl.Entry): ZipEntry['trouble'] {
  if (entry.isEncrypted()) return 'encrypted';
  const { compressedSize, uncompressedSize } = entry;
  return uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * MAX_RATIO ? 'bomb' : undefined;
}

/** Folders, and what macOS and Windows leave behind in archives. */
function isClutter(name: string): boolean {
  return name.endsWith('/') || /(?:^|[/\\])(?:__MACOSX[/\\]|\.[^/\\]*$|Thumbs\.db$)/.test(name);
}

/** The stream from a byte on: an archive can only be read from the beginning of a file. */
async function without(stream: Readable, bytes: number): Promise<Readable> {
  const { Readable: Readables } = await import('node:stream');
  return Readables.from(rest(stream, bytes));
}

async function* rest(stream: Readable, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (chunk.length > left) yield left > 0 ? chunk.subarray(left) : chunk;
    left = Math.max(0, left - chunk.length);
  }
}

async function orUnreadable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new UnreadableZip((error as Error).message, { cause: error });
  }
}
