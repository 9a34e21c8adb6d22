import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.ts';
import { FileStorage, StoredFileMissing } from './file-storage.ts';
import { type FakeS3, startFakeS3 } from './testing/fake-s3.ts';

let s3: FakeS3;
let dir: string;
beforeAll(async () => {
  s3 = await startFakeS3('balie-key');
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-files-'));
});
afterAll(async () => {
  await s3.stop();
  await fs.rm(dir, { recursive: true, force: true });
});

const kinds = {
  'a local folder': () => new FileStorage(readConfig({ BALIE_DATA_DIR: dir }, '/')),
  S3: () =>
    new FileStorage(
      readConfig(
        {
          BALIE_DATA_DIR: dir,
          BALIE_S3_BUCKET: 'files',
          BALIE_S3_ENDPOINT: s3.endpoint,
          BALIE_S3_ACCESS_KEY_ID: 'balie-key',
          BALIE_S3_SECRET_ACCESS_KEY: 'secret',
        },
        '/',
      ),
    ),
};

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('in %s', (kind) => {
  it('gives back what was put, byte for byte, and takes a second put of the same key', async () => {
    const storage = kinds[kind]();
    const contents = Buffer.from([0, 255, 13, 10, 0, 128, ...Buffer.from('rauw bericht €')]);
    await storage.put('raw/a/b.eml', Buffer.from('first'));
    await storage.put('raw/a/b.eml', contents);
    expect(await storage.get('raw/a/b.eml')).toEqual(contents);
    const chunks: Buffer[] = [];
    for await (const chunk of await storage.stream('raw/a/b.eml')) chunks.push(Buffer.from(chunk as Uint8Array));
    expect(Buffer.concat(chunks)).toEqual(contents);
  });

  it('says that a file is missing, also after it was deleted', async () => {
    const storage = kinds[kind]();
    await expect(storage.get('raw/never')).rejects.toBeInstanceOf(StoredFileMissing);
    await expect(storage.stream('raw/never')).rejects.toBeInstanceOf(StoredFileMissing);
    await storage.put('raw/soon-gone', Buffer.from('x'));
    await storage.delete('raw/soon-gone');
    await expect(storage.get('raw/soon-gone')).rejects.toBeInstanceOf(StoredFileMissing);
  });
});

it('stores the same file twice at once, and keeps nothing half done beside it', async () => {
  const storage = kinds['a local folder']();
  const contents = Buffer.alloc(200_000, 'x');
  await Promise.all(Array.from({ length: 8 }, () => storage.put('samen/een', contents)));
  expect(await storage.get('samen/een')).toEqual(contents);
  expect(await fs.readdir(path.join(dir, 'files/samen'))).toEqual(['een']);
});

it('leaves nothing behind of what cannot be stored', async () => {
  const storage = kinds['a local folder']();
  await storage.put('map/een', Buffer.from('x'));
  await expect(storage.put('map', Buffer.from('y'))).rejects.toThrow('EISDIR');
  expect((await fs.readdir(path.join(dir, 'files'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect((await storage.get('map/een')).toString()).toBe('x');
});

it('keeps nothing on disk when the bucket is configured', async () => {
  await kinds.S3().put('raw/only-there', Buffer.from('x'));
  expect([...s3.objects.keys()]).toContain('/files/raw/only-there');
  await expect(fs.stat(path.join(dir, 'files/raw/only-there'))).rejects.toThrow();
});

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('large files in %s', (kind) => {
  it('go in as a stream and can be read as a file of this machine', async () => {
    const storage = kinds[kind]();
    await storage.putStream(`groot/${kind}`, Readable.from([Buffer.from('een '), Buffer.from('twee')]));
    expect(await storage.withLocalFile(`groot/${kind}`, (file) => fs.readFile(file, 'utf8'))).toBe('een twee');
    expect((await storage.get(`groot/${kind}`)).toString()).toBe('een twee');
    await storage.delete(`groot/${kind}`);
    await expect(storage.withLocalFile(`groot/${kind}`, async () => 'there')).rejects.toBeInstanceOf(StoredFileMissing);
  });

  it('that break off on their way leave nothing behind', async () => {
    const storage = kinds[kind]();
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('the line is gone');
      })(),
    );
    await expect(storage.putStream(`gebroken/${kind}`, broken)).rejects.toThrow('the line is gone');
    await expect(storage.get(`gebroken/${kind}`)).rejects.toBeInstanceOf(StoredFileMissing);
    expect(await fs.readdir(path.join(dir, 'files', 'gebroken')).catch(() => [])).toEqual([]);
  });
});
