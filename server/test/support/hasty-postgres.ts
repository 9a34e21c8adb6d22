import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { openDatabase } from '../../src/platform/database/database.ts';
import { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';

const SETTINGS = {
  // What is lost without them is lost when the machine falls over, and a machine that falls over in a test takes the test along.
  ...{ fsync: 'off', full_page_writes: 'off', max_wal_size: '128MB' },
  // Two spec files at a time, some with two servers that take thirty each and two more that take their place.
  max_connections: '250',
};

const TEMPLATE = 'balie_template';

/** A file system in memory, on Linux; none where it is too small for several PostgreSQL with all they write. */
const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

/** As Balie starts its own, but one that does not wait for the disk. @param dataDir see `EmbeddedServer.start` */
export async function startHastyPostgres(dataDir: string): Promise<EmbeddedServer> {
  return EmbeddedServer.start(dataDir, SETTINGS);
}

/** A new folder for one, in memory where there is room. */
export async function folderForPostgres(prefix: string): Promise<string> {
  const room = await fs.statfs(MEMORY).catch(() => undefined);
  const base = room && room.bavail * room.bsize >= ROOM_BYTES ? MEMORY : os.tmpdir();
  const dir = await fs.mkdtemp(path.join(base, prefix));
  await fs.chmod(dir, 0o755);
  return dir;
}

/** A database as a server that was started once leaves it, to be copied: nobody stays connected. */
export async function makeTemplate(server: EmbeddedServer, dataDir: string): Promise<void> {
  await asAdmin(server.url('postgres'), [`create database ${TEMPLATE}`]);
  const template = await openDatabase({ databaseUrl: server.url(TEMPLATE), dataDir, databasePool: 3 });
  const { connectionString, options } = template.connection;
  const pool = new pg.Pool({ connectionString, ...(options ? { options } : {}), max: 2 });
  const onLost = (error: Error) => console.error('A connection of the test set-up was lost', error);
  pool.on('error', onLost);
  pool.on('connect', (connection) => connection.on('error', onLost));
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  await pool.end();
  await template.close();
}

/** @param url superuser address of the server */
export function copyTemplate(url: string, name: string): Promise<void> {
  // File by file: without waiting for the disk that takes an eighth of the time of writing every page down first.
  return asAdmin(url, [`create database ${name} template ${TEMPLATE} strategy file_copy`]);
}

export async function asAdmin(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
