import pg from 'pg';
import { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';

/** What holds when the program or PostgreSQL is killed; a machine that falls over in a test takes the test along. */
const WITHOUT_THE_DISK = ['fsync', 'full_page_writes'];

/**
 * A PostgreSQL as Balie starts its own, but one that does not wait for the disk.
 * @param dataDir see `EmbeddedServer.start`
 */
export async function startHastyPostgres(dataDir: string): Promise<EmbeddedServer> {
  const server = await EmbeddedServer.start(dataDir);
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    for (const setting of WITHOUT_THE_DISK) await client.query(`alter system set ${setting} = off`);
    await client.query('select pg_reload_conf()');
  } finally {
    await client.end();
  }
  return server;
}
