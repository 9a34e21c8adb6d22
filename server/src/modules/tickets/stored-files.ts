import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { VirusScanner } from '../../platform/scanner/virus-scanner.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import { sniffContentType } from './sniff-content-type.ts';
import type { IncomingAttachment } from './ticket-intake.ts';

/** As its sender describes it. */
export type IncomingFile = Omit<IncomingAttachment, keyof StoredFile> & { readonly contents: Uint8Array };

export interface StoredFile {
  readonly sha256: string;
  readonly storageKey: string;
  readonly sizeBytes: number;
  /** Absent where no scanner is set. */
  readonly scan?: 'waiting' | undefined;
}

/** Puts contents into the file storage under their hash, once per organisation; done before the transaction that uses them. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly storage: FileStorage,
    private readonly scanner: VirusScanner,
  ) {}

  async store(contents: Uint8Array): Promise<StoredFile> {
    const sha256 = createHash('sha256').update(contents).digest('hex');
    const storageKey = `attachments/${currentOrganisationId()}/${sha256.slice(0, 2)}/${sha256}`;
    await this.storage.put(storageKey, contents);
    return { sha256, storageKey, sizeBytes: contents.byteLength, ...(this.scanner.isOn ? { scan: 'waiting' as const } : {}) };
  }

  /** Of a message that comes in: what a file is, its contents say, for many a program calls everything `octet-stream`. */
  async storeIncoming({ contents, ...file }: IncomingFile): Promise<IncomingAttachment> {
    const contentType = await sniffContentType(contents, file.contentType);
    return { ...file, ...(await this.store(contents)), contentType };
  }
}
