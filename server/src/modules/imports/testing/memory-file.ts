import { Readable } from 'node:stream';
import type { SourceFile } from '../history-format.ts';

/** A file that is only here. @param chunkBytes how it is cut on its way */
export function memoryFile(name: string, contents: string | Buffer, chunkBytes = 1_000): SourceFile {
  const bytes = Buffer.from(contents);
  return {
    name,
    bytes: bytes.length,
    open: async (from) => {
      const chunks: Buffer[] = [];
      for (let at = from; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
      return Readable.from(chunks);
    },
  };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
