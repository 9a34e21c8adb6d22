import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { FileStorage } from '../../platform/storage/file-storage.ts';

/** Up to here the contents stand in the row itself: a file of its own would cost more than they do. */
export const MOST_IN_ROW_BYTES = 4_096;

/** Where the contents of a raw message are. */
export interface KeptContents {
  readonly storageKey: string;
  /** Null: in the file storage. */
  readonly contents: Buffer | null;
}

/** The bytes of raw messages: small ones in their rows, large ones in the file storage. */
@Injectable()
export class RawContents {
  constructor(private readonly storage: FileStorage) {}

  /** Durable together with a row that has what is given back. */
  async keep(storageKey: string, contents: Uint8Array): Promise<KeptContents> {
    if (contents.byteLength <= MOST_IN_ROW_BYTES) return { storageKey, contents: Buffer.from(contents) };
    await this.storage.put(storageKey, contents);
    return { storageKey, contents: null };
  }

  /** @throws {StoredFileMissing} */
  async read({ storageKey, contents }: KeptContents): Promise<Buffer> {
    return contents ?? this.storage.get(storageKey);
  }

  /** @throws {StoredFileMissing} */
  async stream({ storageKey, contents }: KeptContents): Promise<Readable> {
    return contents ? Readable.from([contents]) : this.storage.stream(storageKey);
  }

  /** Its row is gone, or never was. */
  async forget({ storageKey, contents }: KeptContents): Promise<void> {
    if (!contents) await this.storage.delete(storageKey);
  }
}
