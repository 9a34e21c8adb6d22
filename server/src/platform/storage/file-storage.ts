import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

  /** When the promise resolves the contents survive the loss of power. Writing the same key again replaces it. */
  async put(key: string, contents: Uint8Array): Promise<void> {
    if (this.config.s3) await (await this.open()).put(key, contents);
    else await this.keep(key, (part) => fs.writeFile(part, contents, { flush: true }));
  }

  /** Like `put`, for what is too large to be held in memory. Rejects, and leaves nothing behind, when the source breaks off. */
  async putStream(key: string, contents: Readable): Promise<void> {
    if (!this.config.s3) return this.keep(key, (part) => pipeline(contents, createWriteStream(part, { flush: true })));
    const part = path.join(os.tmpdir(), `balie-${randomUUID()}.part`);
    try {
      await pipeline(contents, createWriteStream(part));
      await (await this.open()).putStream(key, createReadStream(part));
    } finally {
      await fs.rm(part, { force: true });
    }
  }

  /**
   * Lets `work` read the contents as a file of this machine, anywhere in it.
   * @throws {StoredFileMissing}
   */
  async withLocalFile<T>(key: string, work: (file: string) => Promise<T>): Promise<T> {
    const disk = await this.open();
    if (!(await disk.exists(key))) throw new StoredFileMissing(key);
    if (!this.config.s3) return work(path.join(this.config.dataDir, 'files', key));
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-file-'));
    const copy = path.join(folder, 'contents');
    try {
      await pipeline(await disk.getStream(key), createWriteStream(copy));
      return await work(copy);
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
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

  /** @returns false: it was written since then, and stays. What is gone already counts as deleted. */
  async deleteOlder(key: string, before: Date): Promise<boolean> {
    const disk = await this.open();
    if (!(await disk.exists(key))) return true;
    const { s3, dataDir } = this.config;
    if (s3) {
      if ((await disk.getMetaData(key)).lastModified >= before) return false;
      await disk.delete(key);
      return true;
    }
    // Out of the way first: who writes it again meanwhile writes another file.
    const file = path.join(dataDir, 'files', key);
    if ((await fs.stat(file)).mtime >= before) return false;
    const aside = `${file}.gone`;
    await fs.rename(file, aside);
    const isOld = (await fs.stat(aside)).mtime < before;
    if (isOld) await fs.rm(aside);
    else await fs.rename(aside, file);
    return isOld;
  }

  /** Complete or not there at all: a name that holds half a file would be believed. */
  private async keep(key: string, write: (part: string) => Promise<void>): Promise<void> {
    const file = path.join(this.config.dataDir, 'files', key);
    const folder = path.dirname(file);
    // Of its own: two may store the same at once.
    const part = `${file}.${randomUUID()}.part`;
    await makeFolder(folder);
    try {
      await write(part);
      await fs.rename(part, file);
      await flush(folder);
    } finally {
      await fs.rm(part, { force: true });
    }
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

/** With those above it, each written down where it is named. */
async function makeFolder(folder: string): Promise<void> {
  const first = await fs.mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) await flush(path.dirname(made));
}

/** What is named in a folder is on the disk when the folder is. */
async function flush(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
