import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '../src/platform/database/database.ts';
import { ApiClient } from '../test/support/api-client.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { AgentClient, work } from './console/agents.ts';
import type { Durations } from './console/percentiles.ts';
import { bareHttp, bareSql } from './console/raw-limit.ts';
import { COUNTS, FIGURES, LIST, SEARCH_COMMON, SEARCH_RARE, type Subjects, TICKET } from './console/requests.ts';
import { type Statement, statementsOf } from './console/statements.ts';
import { agentAddress, PASSWORD } from './large/house.ts';
import { Random } from './large/random.ts';
import { WORD_PARTS } from './large/words.ts';
import type { Report } from './report.ts';
import { largeDatabase } from './seed-large.ts';

export const name = 'Console: 200,000 tickets, 1,000,000 messages, 10 agents';

const AGENTS = 10;
const WARM_UP_SECONDS = 10;
const SHIFT_SECONDS = 30;
const THINK_MILLISECONDS = 100;
const GOALS: Readonly<Record<string, number>> = { [LIST]: 25, [TICKET]: 25 };
const GOAL_OF_THE_REST = 50;
/** The payload of a bare answer, by figure. */
const EXAMPLES: Readonly<Record<string, string>> = {
  [LIST]: '/api/views/open/tickets',
  [COUNTS]: '/api/views',
  [SEARCH_COMMON]: '/api/tickets/search?q=bestelling',
  [SEARCH_RARE]: '/api/tickets/search?q=kwikzilverbarometer',
};

/** The server is a process of its own; the agents of this process come over HTTP with sessions they signed in for. */
export async function run(report: Report): Promise<void> {
  const large = await largeDatabase();
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-bench-console-'));
  const database = await openDatabase({ databaseUrl: large.url, dataDir, databasePool: 2 });
  const server = await ServerProcess.start({ DATABASE_URL: large.url, BALIE_DATA_DIR: dataDir });
  try {
    const subjects = await subjectsOf(large.url);
    const cookies = await Promise.all(Array.from({ length: AGENTS }, (_none, index) => signIn(server.url, index)));
    const agents = cookies.map((cookie) => new AgentClient(server.url, cookie));
    const shift = (seconds: number, thinkMilliseconds: number) =>
      work(agents, { seconds, thinkMilliseconds, subjects, randoms: agents.map((_agent, index) => new Random(index + 1)) });
    await shift(WARM_UP_SECONDS, 0);
    const thinking = await shift(SHIFT_SECONDS, THINK_MILLISECONDS);
    const statements = await statementsOf(database.dataSource, await someone(large.url), subjects.ticketIds);
    for (const figure of FIGURES) {
      const sql = statements.get(figure);
      const [agent] = agents;
      const limit = sql && agent ? await rawLimit(agent, large.url, figure, sql, subjects) : '';
      report({ figure, value: shown(thinking, figure), limit, goal: `p95 ≤ ${GOALS[figure] ?? GOAL_OF_THE_REST} ms` });
    }
    const closed = await shift(SHIFT_SECONDS, 0);
    const rate = [...closed.values()].reduce((sum, durations) => sum + durations.count, 0) / SHIFT_SECONDS;
    for (const figure of FIGURES)
      report({ figure: `${figure}, no pause between questions`, value: shown(closed, figure), limit: '', goal: '' });
    report({ figure: 'Answers a second, no pause between questions', value: rate.toFixed(0), limit: '', goal: '' });
    for (const agent of agents) agent.close();
  } finally {
    await server.signal('SIGTERM');
    await database.close();
    await large.server.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

function shown(durations: ReadonlyMap<string, Durations>, figure: string): string {
  const found = durations.get(figure);
  return found ? `${found} (${found.count})` : '';
}

async function signIn(url: string, index: number): Promise<string> {
  const client = new ApiClient(url);
  const answer = await client.post('/api/session', { email: agentAddress(index), password: PASSWORD });
  if (answer.status >= 300) throw new Error(`Agent ${index} cannot sign in: ${answer.text}`);
  return client.cookie;
}

async function rawLimit(agent: AgentClient, url: string, figure: string, statements: Statement[], subjects: Subjects): Promise<string> {
  const payload = await agent.get(EXAMPLES[figure] ?? `/api/tickets/${subjects.ticketIds[0]}`);
  const { organisationId } = await someone(url);
  const [sql, http] = [await bareSql(url, organisationId, statements), await bareHttp(payload)];
  const kilobytes = (payload.byteLength / 1024).toFixed(0);
  return `${statements.length} SQL p95 ${sql.percentile(0.95).toFixed(1)} ms + bare route of ${kilobytes} kB p95 ${http.percentile(0.95).toFixed(1)} ms`;
}

/** The first agent, whose session the bare statements take the place of. */
async function someone(url: string): Promise<{ organisationId: string; agentId: string }> {
  const [row] = await rows<{ organisation_id: string; id: string }>(
    url,
    `select organisation_id, id from agents where email = '${agentAddress(0)}'`,
  );
  if (!row) throw new Error('The seeded agents are missing');
  return { organisationId: row.organisation_id, agentId: row.id };
}

async function subjectsOf(url: string): Promise<Subjects> {
  const { organisationId } = await someone(url);
  const mine = `where organisation_id = '${organisationId}'`;
  const [open, any, teams] = await Promise.all([
    rows<{ id: string }>(url, `select id from tickets ${mine} and status = 'open' order by last_message_at desc limit 2000`),
    rows<{ id: string }>(url, `select id from tickets ${mine} and number % 100 = 0 order by id`),
    rows<{ id: string }>(url, `select id from teams ${mine} order by id`),
  ]);
  const random = new Random(4);
  const rareWords = Array.from({ length: 40 }, () => random.pick(WORD_PARTS) + random.pick(WORD_PARTS));
  return { ticketIds: [...open, ...any].map(({ id }) => id), teamIds: teams.map(({ id }) => id), rareWords };
}

async function rows<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
