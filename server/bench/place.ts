import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { page } from '@balie/shared/contracts/common.ts';
import { shop } from '@balie/shared/contracts/people.ts';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { openDatabase } from '../src/platform/database/database.ts';
import { EmbeddedServer } from '../src/platform/database/embedded-server.ts';
import { ApiClient } from '../test/support/api-client.ts';
import { ServerProcess } from '../test/support/server-process.ts';

/** A server with an owner and a PostgreSQL of its own, at which somebody may look past the fences. */
export interface Place {
  readonly server: ServerProcess;
  readonly postgres: EmbeddedServer;
  readonly databaseUrl: string;
  readonly eye: pg.Client;
  readonly owner: ApiClient;
  readonly ids: Readonly<Record<'organisation' | 'shop' | 'account' | 'contact', string>>;
  end(): Promise<void>;
}

const OWNER = { name: 'Sanne', email: 'sanne@winkel.test', password: 'een lang wachtwoord', locale: 'nl' };

/** @param name of the database */
export async function makePlace(name: string): Promise<Place> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), `balie-bench-${name}-`));
  await fs.chmod(dataDir, 0o755);
  const postgres = await EmbeddedServer.start(dataDir);
  const admin = new pg.Client({ connectionString: postgres.url('postgres') });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const databaseUrl = postgres.url(name);
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
  const ids = { organisation: rows[0]?.id ?? '', shop: first?.id ?? '', account: newId(), contact: newId() };
  await eye.query(`insert into contacts (id, organisation_id, name) values ($2, $1, 'Jan')`, [ids.organisation, ids.contact]);
  await eye.query(
    `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status) values ($3, $1, $2, 'email', 'Info', 'info@winkel.test', 'paused')`,
    [ids.organisation, ids.shop, ids.account],
  );
  return {
    server,
    postgres,
    databaseUrl,
    eye,
    owner,
    ids,
    end: async () => {
      await server.signal('SIGTERM');
      await eye.end();
      await postgres.stop();
      await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}
