import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zipOf } from './testing/zip-writer.ts';
import { UnreadableZip, zipEntries } from './zip-file.ts';

let dir: string;
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-zip-'));
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

async function written(bytes: Buffer): Promise<string> {
  const file = path.join(dir, `${bytes.length}-${Math.random()}.zip`);
  await fs.writeFile(file, bytes);
  return file;
}
async function entriesOf(bytes: Buffer) {
  const found: { name: string; trouble: string | undefined; contents: string }[] = [];
  for await (const entry of zipEntries(await written(bytes))) {
    const contents = entry.trouble
      ? ''
      : await entry
          .open(0)
          .then(text)
          .catch((error: Error) => `refused: ${error.message}`);
    found.push({ name: entry.name, trouble: entry.trouble, contents });
  }
  return found;
}

describe('the files of a zip', () => {
  it('come out in order, without folders and what systems leave behind', async () => {
    const names = ['map/', 'map/één.eml', '__MACOSX/map/._één.eml', '.DS_Store', 'Thumbs.db', 'twee.eml'];
    const found = await entriesOf(zipOf(names.map((name) => ({ name, contents: Buffer.from(`dit is ${name}`) }))));
    expect(found).toEqual([
      { name: 'map/één.eml', trouble: undefined, contents: 'dit is map/één.eml' },
      { name: 'twee.eml', trouble: undefined, contents: 'dit is twee.eml' },
    ]);
  });

  it('can be read from any byte on', async () => {
    const contents = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
    for await (const entry of zipEntries(await written(zipOf([{ name: 'x', contents }])))) {
      const rest = await (await entry.open(150_001)).toArray();
      expect(Buffer.concat(rest).equals(contents.subarray(150_001))).toBe(true);
    }
  });

  it('may have names that climb out of their folder: nothing is written there', async () => {
    const found = await entriesOf(zipOf([{ name: '../../../../tmp/balie-escaped', contents: Buffer.from('ha') }]));
    expect(found).toEqual([{ name: '../../../../tmp/balie-escaped', trouble: undefined, contents: 'ha' }]);
    await expect(fs.access('/tmp/balie-escaped')).rejects.toThrow('ENOENT');
  });

  it('are not opened when they are a bomb, or locked', async () => {
    const found = await entriesOf(
      zipOf([
        { name: 'bom.mbox', contents: Buffer.alloc(30_000_000) },
        { name: 'geheim.mbox', contents: Buffer.from('x'), encrypted: true },
        { name: 'goed.eml', contents: Buffer.from('goed') },
      ]),
    );
    expect(found.map(({ name, trouble }) => [name, trouble])).toEqual([
      ['bom.mbox', 'bomb'],
      ['geheim.mbox', 'encrypted'],
      ['goed.eml', undefined],
    ]);
  });

  it('break off when there is more in them than they say', async () => {
    const lie = zipOf([{ name: 'klein.eml', contents: Buffer.alloc(30_000_000), claimedBytes: 1_000 }]);
    const [found] = await entriesOf(lie);
    expect(found?.contents).toMatch(/^refused/);
  });

  it('cannot be told of a file that is none, or of half of one', async () => {
    await expect(entriesOf(Buffer.from('PK\x03\x04 and nothing else'))).rejects.toBeInstanceOf(UnreadableZip);
    const whole = zipOf([{ name: 'a', contents: Buffer.from('a') }]);
    await expect(entriesOf(whole.subarray(0, whole.length - 10))).rejects.toBeInstanceOf(UnreadableZip);
  });
});
