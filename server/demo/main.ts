import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { ConfigInvalid, readConfig } from '../src/platform/config/config.ts';
import { claimDataDir } from '../src/platform/database/data-dir-lock.ts';
import { sentenceFor } from '../src/start-errors.ts';
import { AGENTS, PASSWORD } from './house/agents.ts';
import { DemoInterrupted, InstallationNotEmpty, makeDemo } from './make-demo.ts';
import { Progress } from './progress.ts';

/** `npm run demo`: fills an empty installation with a lively inbox. The number of tickets may be given. */

const DEFAULT_TICKETS = 2000;
const SEED = 2026;

async function main(): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../..');
  const envFile = path.join(root, '.env');
  if (fs.existsSync(envFile)) process.loadEnvFile(envFile);
  const config = readConfig(process.env, root);
  const count = ticketsAsked(process.argv[2]);
  const unlock = claimDataDir(config);
  const stop = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(event, () => stop.abort(new DemoInterrupted()));
  const progress = new Progress(process.stdout, 'Bringing mail in and answering it');
  try {
    const options = { seed: SEED, count, until: new Date() };
    await makeDemo(config, options, { signal: stop.signal, onStep: (done, all) => progress.show(done, all) });
  } finally {
    progress.end();
    unlock();
  }
  console.log(farewell(config.publicUrl));
}

function ticketsAsked(word: string | undefined): number {
  const count = Number(word ?? DEFAULT_TICKETS);
  if (Number.isInteger(count) && count >= 1 && count <= 20_000) return count;
  console.error(`"${word}" is not a number of tickets between 1 and 20000.`);
  process.exit(1);
}

function farewell(url: string): string {
  const width = Math.max(...AGENTS.map(({ email }) => email.length));
  const accounts = AGENTS.map(({ email, role, name }) => `  ${email.padEnd(width)}  ${role.padEnd(6)}  ${name}`);
  return [
    '',
    'The inbox is full. Start Balie with "npm start" and sign in:',
    `  ${url}`,
    ...accounts,
    `  password of all: ${PASSWORD}`,
    'The mailboxes of the demo are switched off: what you answer is kept, but goes nowhere.',
  ].join('\n');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof ConfigInvalid)
      console.error(`These settings are not right:\n${error.faults.map((fault) => `  ${fault}`).join('\n')}`);
    else console.error(error instanceof InstallationNotEmpty || error instanceof DemoInterrupted ? error.message : sentenceFor(error));
    process.exit(1);
  },
);
