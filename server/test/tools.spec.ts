import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

/** The checks behind `npm run check` that are ours: what they catch, and what they let pass. */

const ROOT = path.resolve(import.meta.dirname, '../..');
interface Checked {
  readonly code: number;
  readonly output: string;
}
const tool = async <Exports>(file: string): Promise<Exports> => (await import(path.join(ROOT, '.tools', file))) as Exports;

let dir: string;
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-tools-'));
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

async function checkLocales(name: string, nl: object | undefined, en: object | undefined): Promise<Checked> {
  const { completeLocales } = await tool<{ completeLocales: (root: string) => Checked }>('checks/locales.mjs');
  const folder = path.join(dir, name, 'locales');
  await fs.mkdir(folder, { recursive: true });
  for (const [language, texts] of Object.entries({ nl, en })) {
    if (texts) await fs.writeFile(path.join(folder, `${language}.json`), JSON.stringify(texts));
  }
  return completeLocales(path.join(dir, name));
}

it.each([
  ['a text that one language lacks', { a: 'x', b: { c: 'y' } }, { a: 'x' }, '"b.c" is missing or empty'],
  ['an empty text', { a: ' ' }, { a: 'x' }, 'nl.json: "a" is missing or empty'],
  ['another place to fill in', { a: 'Hoi {{name}}' }, { a: 'Hi {{nam}}' }, '"a" has other {{places}}'],
  ['a language that is not there', { a: 'x' }, undefined, 'en.json is missing'],
])('catches %s', async (name, nl, en, said) => {
  const { code, output } = await checkLocales(name, nl, en);
  expect(code).toBe(1);
  expect(output).toContain(said);
});

it('lets complete texts pass, and a singular that needs no number', async () => {
  const nl = { minute_one: '{{count}} minuut', minute_other: '{{count}} minuten' };
  const en = { minute_one: 'a minute', minute_other: '{{count}} minutes' };
  expect(await checkLocales('complete', nl, en)).toEqual({ code: 0, output: '' });
});

it('builds the image from what it needs, and from nothing that is ours alone', async () => {
  const { visibleBy } = await tool<{ visibleBy: (file: string) => (file: string) => boolean }>('docker/dockerfile.mjs');
  const visible = visibleBy(path.join(ROOT, 'docker/Dockerfile.dockerignore'));
  for (const file of [
    'package.json',
    'server/src/main.ts',
    'server/.swcrc',
    'web/src/app/main.tsx',
    'shared/src/domain/a.ts',
    '.tools/lib/run.mjs',
  ]) {
    expect([file, visible(file)]).toEqual([file, true]);
  }
  for (const file of [
    '.env',
    'data/secret.key',
    '.git/config',
    'server/node_modules/pg/a.js',
    'server/dist/main.js',
    'web/e2e/a.spec.ts',
    'server/test/a.ts',
  ]) {
    expect([file, visible(file)]).toEqual([file, false]);
  }
});

it('runs in the image what runs everywhere else: the pinned Node, as far as the tag says', async () => {
  const { readDockerfile } = await tool<{ readDockerfile: (file: string) => { instruction: string; text: string }[] }>(
    'docker/dockerfile.mjs',
  );
  const catalog = await fs.readFile(path.join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
  const major = /^ {2}node: (\d+)\./m.exec(catalog)?.[1];
  const bases = readDockerfile(path.join(ROOT, 'docker/Dockerfile')).filter(({ instruction }) => instruction === 'FROM');
  expect(bases).toHaveLength(2);
  for (const { text } of bases) expect(text).toMatch(new RegExp(`^node:${major}-`));
});
