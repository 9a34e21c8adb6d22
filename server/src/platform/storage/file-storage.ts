import path from 'node:path';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { DriverContract } from 'flydrive/types';
import { Config } from '../config/config.ts';

/** The key leads to nothing. */
export class StoredFileMissing extends Error {
  constructor(key: string) {
    super(`The stored file ${key} is missing`);
  }
}

/** Raw messages and attachments: a local folder or S3. Keys are made by us, never by strangers. */
@Injectable()
export class FileStorage {
  private disk: Promise<Disk> | undefined;

  constructor(private readonly config: Config) {}

  /** When the promise resolves the contents survive the end of this process. Writing the same key again replaces it. */
  async put(key: string, contents: Uint8Array): Promise<void> {
    await (await this.open()).put(key, contents);
  }

  /** @throws {StoredFileMissing} */
  async get(key: string): Promise<Buffer> {
    const disk = await this.open();
    try {
      return Buffer.from(await disk.getBytes(key));
    } catch (error) {
      if (await disk.exists(key)) throw error;
      throw new StoredFileMissing(key);
    }
  }

  /** @throws {StoredFileMissing} */
  async stream(key: string): Promise<Readable> {
    const disk = await this.open();
    if (!(await disk.exists(key))) throw new StoredFileMissing(key);
    return disk.getStream(key);
  }

  async delete(key: string): Promise<void> {
    await (await this.open()).delete(key);
  }

  private open(): Promise<Disk> {
    this.disk ??= this.driver().then((driver) => new Disk(driver));
    return this.disk;
  }

  private async driver(): Promise<DriverContract> {
    const { s3, dataDir } = this.config;
    if (!s3) return new FSDriver({ location: path.join(dataDir, 'files'), visibility: 'private' });
    // Loaded only where it is used: the S3 client is large.
    const { S3Driver } = await import('flydrive/drivers/s3');
    return new S3Driver({
      credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
      region: s3.region,
      bucket: s3.bucket,
      visibility: 'private',
      ...(s3.endpoint ? { endpoint: s3.endpoint, forcePathStyle: true } : {}),
    });
  }
}
