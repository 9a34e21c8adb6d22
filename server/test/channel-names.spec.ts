import fs from 'node:fs/promises';
import path from 'node:path';
import { handKind } from '@balie/shared/contracts/contacts.ts';
import { expect, it } from '@jest/globals';

/** Imports are fenced by the import rules; a name in quotes would tie the core to a channel just the same. */

const SOURCES = path.resolve(import.meta.dirname, '../src');

async function filesIn(folder: string): Promise<string[]> {
  const found = await fs.readdir(path.join(SOURCES, folder), { recursive: true });
  return found.filter((file) => /(?<![.]spec)[.]ts$/.test(file) && !/(^|\/)testing\//.test(file)).map((file) => path.join(folder, file));
}

it('names no channel in the platform, the modules and the core of the channels', async () => {
  const folders = await fs.readdir(path.join(SOURCES, 'channels'), { withFileTypes: true });
  const channels = folders.filter((entry) => entry.isDirectory() && entry.name !== 'core').map(({ name }) => name);
  // Everybody has a mail address and a telephone number, whatever the channels are.
  const names = channels.filter((name) => !handKind.safeParse(name).success);
  expect(names.length).toBeGreaterThan(2);
  const quoted = new RegExp(`['"\`](?:${names.join('|')})['"\`]`);
  const files = (await Promise.all(['platform', 'modules', 'channels/core'].map(filesIn))).flat();
  expect(files.length).toBeGreaterThan(100);
  const texts = await Promise.all(files.map(async (file) => [file, await fs.readFile(path.join(SOURCES, file), 'utf8')] as const));
  expect(texts.filter(([, text]) => quoted.test(text)).map(([file]) => file)).toEqual([]);
});
