import { Readable } from 'node:stream';

/** A stream that is opened when it is first read: an attachment waits for its turn without holding a file open. */
export function lazily(open: () => Promise<Readable>): Readable {
  async function* contents() {
    yield* await open();
  }
  return Readable.from(contents(), { objectMode: false });
}
