import fs from 'node:fs/promises';
import pg from 'pg';
import { openDatabase } from '../src/platform/database/database.ts';
import { EmbeddedServer } from '../src/platform/database/embedded-server.ts';
import { agentAddress, type House, makeHouse } from './large/house.ts';
import { Random } from './large/random.ts';
import { TicketWriter } from './large/ticket-writer.ts';
import { type Customer, TicketMaker } from './large/tickets.ts';

/** Raise it when what is seeded changes; a database of an older version is made anew. */
const SEED_VERSION = 4;
const DATABASE_NAME = 'balie_large';
const END = Date.parse('2026-11-20T12:00:00Z');
const BATCH = 500;
const TICKETS = 200_000;

export interface LargeDatabase {
  readonly server: EmbeddedServer;
  /** Superuser address; Balie takes on its own role from it. */
  readonly url: string;
}

/**
 * A database with 200,000 tickets and 1,000,000 messages of one organisation, and a small second organisation beside
 * it. Always the same content; made once (some minutes) and kept.
 * @param dataDir where the PostgreSQL cluster lives
 */
export async function largeDatabase(dataDir = process.env['BALIE_BENCH_DIR'] ?? '/tmp/balie-bench'): Promise<LargeDatabase> {
  await fs.mkdir(dataDir, { recursive: true });
  await fs.chmod(dataDir, 0o755);
  const server = await EmbeddedServer.start(dataDir);
  const url = server.url(DATABASE_NAME);
  try {
    if (!(await isSeeded(server))) await seed(server, url);
    return { server, url };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function isSeeded(server: EmbeddedServer): Promise<boolean> {
  return connected(server.url('postgres'), async (admin) => {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (!rowCount) return false;
    return connected(server.url(DATABASE_NAME), async (client) => {
      const { rows } = await client.query<{ done: boolean }>(`select to_regclass('bench_seed') is not null as done`);
      if (!rows[0]?.done) return false;
      const { rowCount: current } = await client.query('select 1 from bench_seed where version = $1', [SEED_VERSION]);
      return Boolean(current);
    });
  });
}

async function seed(server: EmbeddedServer, url: string): Promise<void> {
  console.log(`Seeding ${TICKETS.toLocaleString('en')} tickets; this is done once.`);
  await connected(server.url('postgres'), async (admin) => {
    await admin.query(`drop database if exists ${DATABASE_NAME} with (force)`);
    await admin.query(`create database ${DATABASE_NAME}`);
  });
  const migrated = await openDatabase({ databaseUrl: url, dataDir: '', databasePool: 2 });
  await migrated.close();
  await connected(url, async (client) => {
    // Foreign keys hold by construction; the text indexes are built at the end, which is many times faster.
    await client.query(`set session_replication_role = replica`);
    await client.query(`set maintenance_work_mem = '512MB'`);
    const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
      `select indexname, indexdef from pg_indexes where schemaname = 'public' and indexdef like '%USING gin%'`,
    );
    for (const { indexname } of indexes) await client.query(`drop index ${indexname}`);
    const random = new Random(20261120);
    const small = await makeHouse(client, random, 'De buren', END, (index) => `buur${index}@balie-bench.example`);
    await fill(client, random, small, 1_000);
    const large = await makeHouse(client, random, 'Grote Winkel BV', END, agentAddress);
    await fill(client, random, large, TICKETS);
    for (const { indexdef } of indexes) await client.query(indexdef);
    await client.query('vacuum (analyze)');
    await client.query('create table bench_seed as select $1::int as version', [SEED_VERSION]);
  });
}

async function fill(client: pg.Client, random: Random, house: House, tickets: number): Promise<void> {
  const fileId = random.id(END);
  await client.query(`insert into files (id, organisation_id, sha256, size_bytes, storage_key) values ($1, $2, 'none', 120000, 'none')`, [
    fileId,
    house.organisationId,
  ]);
  const maker = new TicketMaker(random, house, END, tickets);
  const writer = new TicketWriter(client, random, house, fileId);
  const customers: Customer[] = [];
  let writing = Promise.resolve();
  for (let number = 1; number <= tickets; number++) {
    if (customers.length === 0 || random.chance(0.6)) {
      const customer = maker.customer(customers.length);
      customers.push(customer);
      writer.customer(customer, END - 730 * 86_400_000);
    }
    writer.ticket(maker.ticket(number, random.pick(customers)));
    if (number % BATCH === 0) {
      // The next tickets are made up while these are written.
      await writing;
      writing = writer.flush();
    }
    if (number % 20_000 === 0) console.log(`  ${number.toLocaleString('en')} of ${tickets.toLocaleString('en')}`);
  }
  await writing;
  await writer.flush();
  await client.query('update organisations set last_ticket_number = $2 where id = $1', [house.organisationId, tickets]);
  await client.query(
    `insert into tags (organisation_id, name) select distinct organisation_id, name from ticket_tags where organisation_id = $1`,
    [house.organisationId],
  );
  await client.query(
    `insert into drafts (agent_id, ticket_id, kind, organisation_id, content)
     select assignee_id, id, 'reply', organisation_id, '{"html": "<p>Beste klant,</p>", "attachmentIds": []}' from tickets
      where organisation_id = $1 and status = 'open' and assignee_id is not null and number % 10 = 0`,
    [house.organisationId],
  );
  await client.query(
    `insert into notifications (id, organisation_id, agent_id, kind, ticket_id, event_key, created_at)
     select md5('notification' || id)::uuid, organisation_id, assignee_id, 'assigned', id, 'assigned:' || id, created_at from tickets
      where organisation_id = $1 and status = 'open' and assignee_id is not null`,
    [house.organisationId],
  );
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
