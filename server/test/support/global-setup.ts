import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/platform/database/database.ts';
import type { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { startHastyPostgres } from './hasty-postgres.ts';

/** One real PostgreSQL for the whole run, with a migrated template that each test database is copied from. */
export default async function globalSetup(): Promise<void> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-test-'));
  await fs.chmod(dir, 0o755);
  const server = await startHastyPostgres(dir);
  process.env['BALIE_TEST_SERVER_URL'] = server.url('postgres');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query('create database balie_template');
  await client.end();
  const template = await openDatabase({ databaseUrl: server.url('balie_template'), dataDir: dir, databasePool: 3 });
  const { runMigrations } = await import('graphile-worker');
  const { connectionString, options } = template.connection;
  const pool = new pg.Pool({ connectionString, ...(options ? { options } : {}), max: 2 });
  const onLost = (error: Error) => console.error('A connection of the test set-up was lost', error);
  pool.on('error', onLost);
  pool.on('connect', (connection) => connection.on('error', onLost));
  await runMigrations({ pgPool: pool });
  await pool.end();
  await template.close();
  (globalThis as { balieTest?: { server: EmbeddedServer; dir: string } }).balieTest = { server, dir };
}
