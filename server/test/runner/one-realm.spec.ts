import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

jest.setTimeout(60_000);

const SERVER = path.resolve(import.meta.dirname, '../..');
const CONFIG = new URL('../../jest.config.js', import.meta.url).href;
const RUNS_AMISS = `
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
it('passes', () => expect(1).toBe(1));
it('is wrong', () => expect(1).toBe(2));
it('takes too long', () => new Promise(() => undefined), 50);
it('leaves something rejected', () => { void Promise.reject(new Error('nobody looked')); });
it('breaks later', async () => { setTimeout(() => { throw new Error('broken'); }); await new Promise((resolve) => setTimeout(resolve, 20)); });
describe('with a hook', () => {
  beforeEach(() => { throw new Error('no'); });
  it('is not to be trusted', () => undefined);
});
it.skip('is left out', () => undefined);
it('stops the clock', () => { jest.spyOn(Date, 'now').mockReturnValue(7); jest.useFakeTimers(); expect(Date.now).toBeDefined(); });
jest.setTimeout(9_000);
`;
const RUNS_AFTER = `
import { expect, it, jest } from '@jest/globals';
it('has the clock again', async () => {
  expect(Date.now()).toBeGreaterThan(1_000);
  await new Promise((resolve) => setTimeout(resolve, 1));
});
it.each([1, 2])('counts %s', (nr) => expect(jest.fn(() => nr)()).toBe(nr));
`;

let dir: string;
beforeAll(async () => {
  // Within the package: what compiles the files is looked for from there.
  await fs.mkdir(path.join(SERVER, 'test-results'), { recursive: true });
  dir = await fs.mkdtemp(path.join(SERVER, 'test-results', 'runner-'));
});
afterAll(() => fs.rm(dir, { recursive: true }));

interface Report {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly { title: string; status: string }[] }[];
}

async function run(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  for (const [name, contents] of Object.entries(files)) await fs.writeFile(path.join(dir, name), contents);
  const { globalSetup, globalTeardown, roots, rootDir, ...ours } = (await import(CONFIG)).default as Record<string, unknown>;
  expect([globalSetup, globalTeardown, roots, rootDir]).not.toContain(undefined);
  const settings = JSON.stringify({ ...ours, rootDir: dir }).replaceAll('<rootDir>', SERVER);
  const report = path.join(dir, 'report.json');
  const args = [
    path.join(SERVER, 'node_modules/jest/bin/jest.js'),
    '--config',
    settings,
    '--runInBand',
    '--json',
    `--outputFile=${report}`,
  ];
  const child = spawn(process.execPath, ['--no-warnings', ...args], { cwd: SERVER, stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
  const { testResults } = JSON.parse(await fs.readFile(report, 'utf8')) as Report;
  return Object.fromEntries(testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title, status }) => [title, status])));
}

it('tells what failed, and puts the world back for the next file', async () => {
  // The larger file is run first.
  expect(await run({ 'a.spec.ts': RUNS_AMISS, 'b.spec.ts': RUNS_AFTER })).toEqual({
    passes: 'passed',
    'is wrong': 'failed',
    'takes too long': 'failed',
    'leaves something rejected': 'failed',
    'breaks later': 'failed',
    'is not to be trusted': 'failed',
    'is left out': 'pending',
    'stops the clock': 'passed',
    'has the clock again': 'passed',
    'counts 1': 'passed',
    'counts 2': 'passed',
  });
});
