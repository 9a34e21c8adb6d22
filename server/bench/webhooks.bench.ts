import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { FakeGraph } from '../src/channels/whatsapp/testing/fake-graph.ts';
import { ApiClient } from '../test/support/api-client.ts';
import { eventually } from '../test/support/eventually.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { WhatsAppShop } from '../test/support/whatsapp-shop.ts';
import { cpuSecondsOf } from './cpu-of.ts';
import { postgresPid } from './postgres-pid.ts';
import type { Report } from './report.ts';
import { bareReceiver } from './webhooks/bare-receiver.ts';
import { type Called, type Load, startCaller } from './webhooks/caller-process.ts';

export const name = 'Webhooks: WhatsApp messages until they are stored and answered, and until they stand in tickets';

const RATE = Number(process.env['BALIE_BENCH_HOOKS_RATE'] ?? 500);
const SECONDS = Number(process.env['BALIE_BENCH_HOOKS_SECONDS'] ?? 60);
/** Meanwhile code is compiled, connections are opened, and a database that was made a moment ago tidies itself up. */
const WARM_UP = { rate: 200, seconds: 30 };
const BARE_SECONDS = Math.min(10, SECONDS);
const CUSTOMERS = 2_000;
/** Longer than it takes by far. */
const PATIENCE_MS = 600_000;

/**
 * Each webhook brings one message of one of many customers. The caller is a process of its own, and calls at its rate whatever
 * the answers take: who waits for an answer before the next call measures nothing.
 */
export async function run(report: Report): Promise<void> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-bench-'));
  await fs.chmod(dataDir, 0o755);
  const graph = await FakeGraph.start();
  const server = await ServerProcess.start({ BALIE_DATA_DIR: dataDir, BALIE_WHATSAPP_API_URL: graph.apiUrl });
  const postgres = await postgresPid(dataDir);
  const database = await inspector(dataDir);
  try {
    await WhatsAppShop.open(await foundedHouse(server.url), graph);
    const load = { url: graph.meta.url, appSecret: graph.appSecret, rate: RATE, seconds: SECONDS, customers: CUSTOMERS, warmUp: WARM_UP };
    const cpuBefore = await cpuSecondsOf(server.pid, postgres);
    const called = await startCaller(load);
    const ended = performance.now();
    const meanwhile = (await inTickets(database)) - called.warmed;
    const behind = ((await drained(database, called.answered + called.warmed)) - ended) / 1000;
    const cpu = (await cpuSecondsOf(server.pid, postgres)) - cpuBefore;
    const bare = await bareReceiver(database, { ...load, seconds: BARE_SECONDS });
    tell(report, { called, bare, meanwhile, cpu, behind, taken: (await inTickets(database)) - called.warmed });
  } finally {
    await database.end();
    await server.signal('SIGTERM');
    await graph.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

interface Measured {
  readonly called: Called;
  readonly bare: Called;
  readonly meanwhile: number;
  readonly cpu: number;
  /** Seconds from the last call until everything stood in tickets. */
  readonly behind: number;
  readonly taken: number;
}

function tell(report: Report, { called, bare, meanwhile, cpu, behind, taken }: Measured): void {
  const percentiles = ({ p50, p99, worst }: Called) => `p50 ${p50.toFixed(1)} · p99 ${p99.toFixed(1)} · longest ${worst.toFixed(0)} ms`;
  const sent = RATE * SECONDS;
  report({
    figure: `Stored and answered, ${RATE}/s for ${SECONDS} s (after ${WARM_UP.seconds} s at ${WARM_UP.rate}/s)`,
    value: percentiles(called),
    limit: `${percentiles(bare)} (bare Fastify, one insert a call)`,
    goal: 'p99 ≤ 50 ms',
  });
  report({ figure: 'Lost', value: `${sent - called.answered} refused, ${called.answered - taken} not in tickets`, limit: '', goal: '0' });
  report({ figure: 'Turned into messages meanwhile', value: `${(meanwhile / called.seconds).toFixed(0)}/s`, limit: '', goal: `${RATE}/s` });
  report({ figure: 'All in tickets after the last call', value: `${behind.toFixed(1)} s`, limit: '', goal: '≤ 5 s' });
  report({
    figure: 'Processor for each message, server and PostgreSQL',
    value: `${((cpu * 1000) / (sent + called.warmed)).toFixed(2)} ms`,
    limit: '',
    goal: '',
  });
}

async function foundedHouse(url: string): Promise<ApiClient> {
  const owner = new ApiClient(url);
  const names = { organisationName: 'De Lampenwinkel', shopName: 'De Lampenwinkel', name: 'Sanne de Vries', locale: 'nl' };
  const made = await owner.post('/api/setup', { ...names, email: 'sanne@winkel.test', password: 'een lang wachtwoord' });
  if (made.status !== 201) throw new Error(`First run failed: ${made.text}`);
  return owner;
}

const inTickets = async (database: pg.Client): Promise<number> =>
  (await database.query<{ count: number }>(`select count(*)::int as count from messages where direction = 'inbound'`)).rows[0]?.count ?? 0;

/** @returns the moment, as `performance.now` tells it */
async function drained(database: pg.Client, total: number): Promise<number> {
  await eventually(
    async () => {
      if ((await inTickets(database)) >= total) return true;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return false;
    },
    `${total} messages in tickets`,
    PATIENCE_MS,
  ).catch(() => undefined);
  return performance.now();
}

/** Looks past the fences at the database of a running server. */
async function inspector(dataDir: string): Promise<pg.Client> {
  const pid = (await fs.readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  const password = await fs.readFile(path.join(dataDir, 'postgres.password'), 'utf8');
  const client = new pg.Client({ host: '127.0.0.1', port: Number(pid[3]), user: 'postgres', password: password.trim(), database: 'balie' });
  await client.connect();
  return client;
}

export type { Load };
