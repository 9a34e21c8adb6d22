import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Report } from './report.ts';

export const name = 'Crash: killed in the middle of traffic, mail servers and PostgreSQL restarting';

const SERVER = path.resolve(import.meta.dirname, '..');
const LONG_RUN = { BALIE_CRASH_ROUNDS: '100', BALIE_CRASH_MAILS_PER_ROUND: '10', BALIE_CRASH_REPLIES_PER_ROUND: '3' };

/** The proof of the tests (test/crash.spec.ts), at full length: it fails where the written guarantees do not hold. */
export async function run(report: Report): Promise<void> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', 'test/crash'],
    { cwd: SERVER, env: { ...process.env, ...LONG_RUN }, maxBuffer: 64 * 1024 * 1024 },
  );
  const told = /over (\d+) kills: (.+)/.exec(stdout + stderr);
  if (!told) throw new Error(`The run did not say how it went:\n${stderr}`);
  report({
    figure: `1,000 mails and 300 replies over ${told[1]} kills`,
    value: told[2] ?? '',
    limit: '',
    goal: '0 lost, 0 twice in a ticket, at most four repeats per kill',
  });
}
