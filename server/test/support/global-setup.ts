import { openDatabase } from '../../src/platform/database/database.ts';
import type { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { asAdmin, folderForPostgres, startHastyPostgres } from './hasty-postgres.ts';

/** One real PostgreSQL for the whole run, with a migrated template that each test database is copied from. */
export default async function globalSetup(): Promise<void> {
  const dir = await folderForPostgres('balie-test-');
  const server = await startHastyPostgres(dir);
  process.env['BALIE_TEST_SERVER_URL'] = server.url('postgres');
  const { default: pg } = await import('pg');
  await asAdmin(server.url('postgres'), ['create database balie_template']);
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
