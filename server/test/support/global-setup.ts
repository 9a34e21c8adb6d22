import type { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { folderForPostgres, makeTemplate, startHastyPostgres } from './hasty-postgres.ts';

/** One real PostgreSQL for the whole run, with a migrated template that each test database is copied from. */
export default async function globalSetup(): Promise<void> {
  const dir = await folderForPostgres('balie-test-');
  const server = await startHastyPostgres(dir);
  process.env['BALIE_TEST_SERVER_URL'] = server.url('postgres');
  await makeTemplate(server, dir);
  (globalThis as { balieTest?: { server: EmbeddedServer; dir: string } }).balieTest = { server, dir };
}
