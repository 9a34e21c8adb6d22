import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { wall } from '@balie/shared/contracts/wall.ts';
import pg from 'pg';
import { openDatabase } from '../src/platform/database/database.ts';
import { ApiClient, type LiveSocket } from '../test/support/api-client.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { Durations } from './console/percentiles.ts';
import { bareHttp, bareSql } from './console/raw-limit.ts';
import { agentAddress, PASSWORD } from './large/house.ts';
import type { Report } from './report.ts';
import { largeDatabase } from './seed-large.ts';
import { promised } from './wall/promised-tickets.ts';
import { statementsOfWall } from './wall/wall-statements.ts';

export const name = "The lead's wall: 200,000 tickets";

const WARM_UP = 30;
const LOOKS = 300;
const CHANGES = 60;
/** Between two changes, so that each is told by itself. */
const QUIET_MS = 600;

export async function run(report: Report): Promise<void> {
  const large = await largeDatabase();
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-bench-wall-'));
  const database = await openDatabase({ databaseUrl: large.url, dataDir, databasePool: 2 });
  const eye = new pg.Client({ connectionString: large.url });
  await eye.connect();
  const server = await ServerProcess.start({ DATABASE_URL: large.url, BALIE_DATA_DIR: dataDir, BALIE_LOG_LEVEL: 'error' });
  try {
    const { rows } = await eye.query<{ id: string }>('select organisation_id as id from agents where email = $1', [agentAddress(0)]);
    const organisationId = rows[0]?.id ?? '';
    await promised(eye, organisationId, async () => {
      const lead = new ApiClient(server.url);
      await lead.post('/api/session', { email: agentAddress(0), password: PASSWORD });
      const looks = await look(lead);
      const statements = await statementsOfWall(database.dataSource, organisationId);
      const sql = await bareSql(large.url, organisationId, statements);
      const payload = Buffer.from((await lead.get('/api/wall')).text);
      const http = await bareHttp(payload);
      const kilobytes = (payload.byteLength / 1024).toFixed(0);
      report({
        figure: 'First paint data',
        value: `${looks} (${looks.count})`,
        limit: `${statements.length} SQL p95 ${sql.percentile(0.95).toFixed(1)} ms + bare route of ${kilobytes} kB p95 ${http.percentile(0.95).toFixed(1)} ms`,
        goal: 'p95 ≤ 100 ms',
      });
      report({ figure: 'Statements for it', value: String(statements.length), limit: '', goal: 'constant' });
      const { told, seen } = await follow(lead, eye, organisationId);
      report({ figure: 'A change is told to the wall', value: `${told} (${told.count})`, limit: '', goal: 'p95 ≤ 1,000 ms' });
      report({ figure: 'A change stands on the wall (told, and read again)', value: `${seen}`, limit: '', goal: 'p95 ≤ 1,000 ms' });
    });
  } finally {
    await server.signal('SIGTERM');
    await eye.end();
    await database.close();
    await large.server.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

async function look(lead: ApiClient): Promise<Durations> {
  const durations = new Durations();
  for (let round = 0; round < WARM_UP + LOOKS; round += 1) {
    const start = performance.now();
    const answer = await lead.get('/api/wall');
    if (answer.status !== 200) throw new Error(`The wall answered ${answer.status}: ${answer.text}`);
    if (round >= WARM_UP) durations.add(performance.now() - start);
  }
  return durations;
}

/** A ticket is given to somebody and back, again and again: until the wall is told, and until what it reads then says so. */
async function follow(lead: ApiClient, eye: pg.Client, organisationId: string): Promise<{ told: Durations; seen: Durations }> {
  const [told, seen] = [new Durations(), new Durations()];
  const socket: LiveSocket = await lead.openSocket();
  const joined = await socket.emitWithAck('join', { room: 'wall', id: organisationId });
  if (!joined.ok) throw new Error(`The wall cannot be followed: ${joined.code}`);
  const { rows } = await eye.query<{ id: string; agent: string }>(
    `select t.id, (select id from agents a where a.organisation_id = t.organisation_id order by id limit 1) as agent from tickets t
      where t.organisation_id = $1 and t.status = 'open' and t.assignee_id is null order by t.id limit 1`,
    [organisationId],
  );
  const [ticket] = rows;
  if (!ticket) throw new Error('There is no ticket that nobody has');
  const unassigned = async () => (await lead.get('/api/wall')).as(wall).counts.unassigned;
  let expected = await unassigned();
  for (let round = 0; round < CHANGES; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const isGiven = round % 2 === 0;
    expected += isGiven ? -1 : 1;
    const heard = new Promise<void>((resolve) => socket.once('wall.stale', resolve));
    const start = performance.now();
    await lead.patch(`/api/tickets/${ticket.id}`, { changes: { assigneeId: isGiven ? ticket.agent : null } });
    await heard;
    told.add(performance.now() - start);
    if ((await unassigned()) !== expected) throw new Error('The wall was told before it was different');
    seen.add(performance.now() - start);
  }
  socket.close();
  return { told, seen };
}
