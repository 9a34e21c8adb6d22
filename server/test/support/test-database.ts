import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { asAdmin, copyTemplate } from './hasty-postgres.ts';

export interface TestDatabase extends Database {
  /** Superuser address, for a second process or for looking past the fences. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated database of its own for one spec file. Call `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['BALIE_TEST_SERVER_URL'];
  if (!serverUrl) throw new Error('Run the tests with Jest: its global set-up starts PostgreSQL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await copyTemplate(serverUrl, name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ databaseUrl: url.href, dataDir: '', databasePool: 10 });
  return {
    ...database,
    url: url.href,
    drop: async () => {
      await database.close();
      await asAdmin(serverUrl, [`drop database if exists ${name} with (force)`]);
    },
  };
}
