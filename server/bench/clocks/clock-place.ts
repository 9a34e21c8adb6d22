import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { page } from '@balie/shared/contracts/common.ts';
import { shop } from '@balie/shared/contracts/people.ts';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { RUNNING_CLOCKS } from '../../src/modules/sla/testing/running-clocks.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { ApiClient } from '../../test/support/api-client.ts';
import { ServerProcess } from '../../test/support/server-process.ts';

/** A server with an owner and a PostgreSQL of its own, at which somebody may look past the fences. */
export interface ClockPlace {
  readonly server: ServerProcess;
  readonly postgres: EmbeddedServer;
  readonly eye: pg.Client;
  readonly owner: ApiClient;
  /** Tickets with a clock each; the first is due then, the last so many seconds later. */
  addClocks(count: number, first: Date, seconds: number): Promise<void>;
  end(): Promise<void>;
}

const OWNER = { name: 'Sanne', email: 'sanne@winkel.test', password: 'een lang wachtwoord', locale: 'nl' };

export async function makeClockPlace(): Promise<ClockPlace> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-bench-clocks-'));
  await fs.chmod(dataDir, 0o755);
  const postgres = await EmbeddedServer.start(dataDir);
  const admin = new pg.Client({ connectionString: postgres.url('postgres') });
  await admin.connect();
  await admin.query('create database clocks');
  await admin.end();
  const databaseUrl = postgres.url('clocks');
  await (await openDatabase({ databaseUrl, dataDir: '', databasePool: 2 })).close();
  const eye = new pg.Client({ connectionString: databaseUrl });
  await eye.connect();
  const server = await ServerProcess.start({
    DATABASE_URL: databaseUrl,
    BALIE_DATA_DIR: path.join(dataDir, 'balie'),
    BALIE_LOG_LEVEL: 'error',
  });
  const owner = new ApiClient(server.url);
  const made = await owner.post('/api/setup', { organisationName: 'De Lampenwinkel', shopName: 'De Lampenwinkel', ...OWNER });
  if (made.status !== 201) throw new Error(`First run failed: ${made.text}`);
  const [first] = (await owner.get('/api/shops')).as(page(shop)).items;
  const { rows } = await eye.query<{ id: string }>('select id from organisations');
  const [organisation, accountId, contactId] = [rows[0]?.id, newId(), newId()];
  await eye.query(`insert into contacts (id, organisation_id, name) values ($2, $1, 'Jan')`, [organisation, contactId]);
  await eye.query(
    `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status) values ($3, $1, $2, 'email', 'Info', 'info@winkel.test', 'paused')`,
    [organisation, first?.id, accountId],
  );
  return {
    server,
    postgres,
    eye,
    owner,
    addClocks: async (count, at, seconds) => {
      await eye.query(RUNNING_CLOCKS, [organisation, first?.id, accountId, contactId, count, at, seconds]);
      await eye.query('analyze');
    },
    end: async () => {
      await server.signal('SIGTERM');
      await eye.end();
      await postgres.stop();
      await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}
