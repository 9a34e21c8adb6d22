import fs from 'node:fs/promises';
import type { ImportFaultCode } from '@balie/shared/contracts/imports.ts';
import { looksLikeZip, zipEntries } from '../../platform/archive/zip-file.ts';
import type { SourceFile } from './history-format.ts';

/** A file to read items from. */
export interface FoundFile extends SourceFile {
  /** What it counts of the upload it is in, in bytes. */
  readonly weight: number;
  /** Set when it cannot be read at all. */
  readonly fault: ImportFaultCode | undefined;
}

const CHUNK_BYTES = 1024 * 1024;
const FAULTS = { encrypted: 'encrypted', bomb: 'zip_bomb' } as const;

/**
 * The files in an upload: the upload itself, or what is in it when it is a zip. Always in the same order.
 * @throws {UnreadableZip}
 */
export async function* filesIn(upload: { readonly name: string; readonly path: string }): AsyncGenerator<FoundFile> {
  const { size } = await fs.stat(upload.path);
  if (!looksLikeZip(await headOf(upload.path))) {
    yield { name: upload.name, bytes: size, weight: size, fault: undefined, open: (from) => openAt(upload.path, from) };
    return;
  }
  for await (const entry of zipEntries(upload.path)) {
    yield {
      name: entry.name,
      bytes: entry.bytes,
      weight: entry.compressedBytes,
      fault: entry.trouble && FAULTS[entry.trouble],
      open: (from) => entry.open(from),
    };
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await fs.open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openAt(path: string, from: number) {
  const file = await fs.open(path);
  return file.createReadStream({ start: from, highWaterMark: CHUNK_BYTES });
}
