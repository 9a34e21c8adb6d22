/** A piece of a file, cut out of a stream. */
export interface Cut {
  /** First byte, counted from the beginning of the file. */
  readonly start: number;
  /** First byte after it: where reading can go on. */
  readonly end: number;
  /** Undefined when the piece is larger than the limit; then `head` is all there is of it. */
  readonly bytes: Buffer | undefined;
  /** Its beginning, for naming it. */
  readonly head: Buffer;
}

/** Remembers what it has seen: it is asked about the same piece again once there is more of it. */
export interface Boundary {
  /**
   * Where the piece that begins at 0 ends.
   * @param searched so many bytes were looked at before, in vain
   * @param isAll nothing follows
   * @returns -1 when it cannot be told yet
   */
  find(piece: Buffer, searched: number, isAll: boolean): number;
}

interface CutOptions {
  /** Position of the stream's first byte in the file. */
  readonly offset: number;
  readonly maxBytes: number;
  /** One per piece. */
  readonly boundary: () => Boundary;
}

const HEAD_BYTES = 16_384;
const MIN_PART_BYTES = 65_536;

/**
 * Cuts a stream into pieces, whatever the chunks it comes in. Holds one piece at a time, and of one that is too large only
 * its beginning: memory does not grow with the file.
 */
export async function* cutStream(stream: AsyncIterable<Buffer>, { offset, maxBytes, boundary }: CutOptions): AsyncGenerator<Cut> {
  let piece: Buffer = Buffer.alloc(0);
  let start = offset;
  /** Bytes of the piece that were thrown away, because it is too large. */
  let dropped = 0;
  let head: Buffer = Buffer.alloc(0);
  let searched = 0;
  let finder = boundary();
  const take = (length: number): Cut => {
    const tooLarge = dropped + length > maxBytes;
    const cut = {
      start,
      end: start + dropped + length,
      bytes: tooLarge ? undefined : piece.subarray(0, length),
      head: dropped > 0 ? head : piece.subarray(0, Math.min(length, HEAD_BYTES)),
    };
    piece = piece.subarray(length);
    [start, dropped, searched, finder] = [cut.end, 0, 0, boundary()];
    return cut;
  };
  for await (const chunk of inGrowingParts(stream, () => piece.length)) {
    piece = piece.length === 0 ? chunk : Buffer.concat([piece, chunk]);
    for (let end = finder.find(piece, searched, false); end >= 0; end = finder.find(piece, searched, false)) {
      yield take(end);
      if (piece.length === 0) break;
    }
    searched = piece.length;
    if (piece.length > maxBytes + 1) {
      if (dropped === 0) head = Buffer.from(piece.subarray(0, HEAD_BYTES));
      // Boundaries look back a little, so a little is kept.
      const kept = Math.min(piece.length, HEAD_BYTES);
      dropped += piece.length - kept;
      piece = Buffer.from(piece.subarray(piece.length - kept));
      searched = kept;
    }
  }
  while (piece.length > 0) {
    const end = finder.find(piece, Math.min(searched, piece.length), true);
    yield take(end > 0 ? end : piece.length);
  }
}

/** Small chunks together, the more the longer the piece is: so that putting it together stays linear in its length. */
async function* inGrowingParts(stream: AsyncIterable<Buffer>, length: () => number): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < Math.max(MIN_PART_BYTES, length() / 4)) continue;
    yield waiting.length === 1 ? chunk : Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

/** Lines, each with its end. */
export const lines = (): Boundary => ({
  find: (piece, searched) => piece.indexOf(0x0a, searched) + 1 || -1,
});
