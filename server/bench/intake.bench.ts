import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { EmbeddedServer } from '../src/platform/database/embedded-server.ts';
import type { ApiClient } from '../test/support/api-client.ts';
import { MAILBOX, openShop } from '../test/support/connected-shop.ts';
import { eventually } from '../test/support/eventually.ts';
import { makePlace, type Place } from './arrival/place.ts';
import { Durations } from './console/percentiles.ts';
import { cpuSecondsOf } from './cpu-of.ts';
import { bareIntake } from './intake/bare-intake.ts';
import { realisticMails } from './intake/realistic-mails.ts';
import { memoryOf } from './memory-of.ts';
import { postgresPid } from './postgres-pid.ts';
import type { Report } from './report.ts';

export const name = 'Intake: a full mailbox until all of it is in tickets';

const MAILS = Number(process.env['BALIE_BENCH_MAILS'] ?? 2_000);
const LANES = 4;
const PATIENCE_MS = 30 * 60_000;

interface Taken {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/**
 * The mails lie in the mailbox before its channel is switched on. First with nobody at the console, for the rate and the
 * processor; then as many again while a colleague works, for what he feels of it.
 */
export async function run(report: Report): Promise<void> {
  const place = await makePlace();
  try {
    const shop = await openShop(place.server.url, place.dovecot);
    await setPaused(shop, true);
    await fill(place, 'eerste');
    const first = await takenIn(place, shop, MAILS);
    await setPaused(shop, true);
    await fill(place, 'tweede');
    const busy = new Durations();
    const second = await takenIn(place, shop, 2 * MAILS, busy);
    await place.server.signal('SIGTERM');
    const bare = await bareRun(place);
    tell(report, { first, second, bare, busy });
  } finally {
    await place.end();
  }
}

function tell(report: Report, { first, second, bare, busy }: { first: Taken; second: Taken; bare: Taken; busy: Durations }): void {
  const rate = (taken: Taken, mails: number) => `${(mails / taken.seconds).toFixed(0)} mails/s`;
  const cpu = (taken: Taken, mails: number) => `${((taken.cpuSeconds * 1000) / mails).toFixed(1)} ms`;
  report({ figure: `Rate, ${MAILS} mails`, value: rate(first, MAILS), limit: rate(bare, 2 * MAILS), goal: '≥ half the raw rate' });
  report({
    figure: 'Processor for each mail, server and PostgreSQL',
    value: cpu(first, MAILS),
    limit: cpu(bare, 2 * MAILS),
    goal: '≤ 8 ms',
  });
  const memory = `${first.peakMegabytes.toFixed(0)} MB; ${second.peakMegabytes.toFixed(0)} MB during as many again`;
  report({ figure: 'Highest memory of the server, without PostgreSQL (PSS)', value: memory, limit: '', goal: '< 400 MB, flat' });
  report({ figure: 'The list of open tickets meanwhile', value: String(busy), limit: '', goal: 'p95 ≤ 100 ms' });
}

type Shop = Awaited<ReturnType<typeof openShop>>;

async function setPaused({ owner, accountId }: Shop, paused: boolean): Promise<void> {
  const answer = await owner.patch(`/api/channel-accounts/${accountId}`, { paused });
  if (answer.status >= 300) throw new Error(`The channel could not be switched: ${answer.text}`);
}

async function fill({ dovecot }: Place, series: string): Promise<void> {
  const mails = realisticMails(MAILS, series);
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const mail of mails) await dovecot.deliver(MAILBOX.address, mail);
    }),
  );
}

/** @param console when given, a colleague looks at the list ten times a second */
async function takenIn({ server, dataDir }: Place, shop: Shop, total: number, console?: Durations): Promise<Taken> {
  const postgres = await postgresPid(dataDir);
  const database = await inspector(dataDir);
  let peakMegabytes = 0;
  let done = false;
  const look = async () => {
    while (!done) {
      peakMegabytes = Math.max(peakMegabytes, (await memoryOf(server.pid)) - (await memoryOf(postgres)));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  };
  const cpuBefore = await cpuSecondsOf(server.pid, postgres);
  const start = performance.now();
  await setPaused(shop, false);
  const watching = [look(), ...(console ? [workAtConsole(shop.owner, console, () => done)] : [])];
  try {
    await eventually(
      async () => {
        const { rows } = await database.query<{ open: number }>(`select count(*)::int as open from raw_messages where state = 'done'`);
        if ((rows[0]?.open ?? 0) >= total) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return false;
      },
      `${total} mails in tickets`,
      PATIENCE_MS,
    );
    const seconds = (performance.now() - start) / 1000;
    const cpuSeconds = (await cpuSecondsOf(server.pid, postgres)) - cpuBefore;
    return { seconds, cpuSeconds, peakMegabytes };
  } finally {
    done = true;
    await Promise.all(watching);
    await database.end();
  }
}

async function workAtConsole(owner: ApiClient, durations: Durations, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    const start = performance.now();
    const answer = await owner.get('/api/views/open/tickets');
    if (answer.status !== 200) throw new Error(`The list answered ${answer.status}: ${answer.text}`);
    durations.add(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Looks past the fences at the database of a running server. */
async function inspector(dataDir: string): Promise<pg.Client> {
  const pid = (await fs.readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  const password = await fs.readFile(path.join(dataDir, 'postgres.password'), 'utf8');
  const client = new pg.Client({ host: '127.0.0.1', port: Number(pid[3]), user: 'postgres', password: password.trim(), database: 'balie' });
  await client.connect();
  return client;
}

/** The same mailbox, the same PostgreSQL, all mails of both halves. */
async function bareRun({ dataDir, dovecot }: Place): Promise<Taken> {
  const postgres = await EmbeddedServer.start(dataDir);
  try {
    const admin = new pg.Client({ connectionString: postgres.url('postgres') });
    await admin.connect();
    await admin.query('create database bare');
    await admin.end();
    const dir = path.join(dataDir, 'bare-files');
    await fs.mkdir(dir);
    const own = process.cpuUsage();
    const before = await cpuSecondsOf(postgres.pid ?? 0);
    const seconds = await bareIntake(postgres.url('bare'), dovecot.imapPort, dir, 2 * MAILS);
    const { user, system } = process.cpuUsage(own);
    const cpuSeconds = (user + system) / 1e6 + (await cpuSecondsOf(postgres.pid ?? 0)) - before;
    return { seconds, cpuSeconds, peakMegabytes: 0 };
  } finally {
    await postgres.stop();
  }
}
