import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';

/** What is lost without them is lost when the machine falls over, and a machine that falls over in a test takes the test along. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_wal_size: '128MB' };

/** A file system in memory, on Linux; none where it is too small for several PostgreSQL with all they write. */
const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

/** As Balie starts its own, but one that does not wait for the disk. @param dataDir see `EmbeddedServer.start` */
export async function startHastyPostgres(dataDir: string): Promise<EmbeddedServer> {
  const server = await EmbeddedServer.start(dataDir);
  await asAdmin(server.url('postgres'), [
    ...Object.entries(SETTINGS).map(([name, value]) => `alter system set ${name} = '${value}'`),
    'select pg_reload_conf()',
  ]);
  return server;
}

/** A new folder for one, in memory where there is room. */
export async function folderForPostgres(prefix: string): Promise<string> {
  const room = await fs.statfs(MEMORY).catch(() => undefined);
  const base = room && room.bavail * room.bsize >= ROOM_BYTES ? MEMORY : os.tmpdir();
  const dir = await fs.mkdtemp(path.join(base, prefix));
  await fs.chmod(dir, 0o755);
  return dir;
}

/** Copies a database that nobody is connected to. @param url superuser address of the server */
export function copyDatabase(url: string, template: string, name: string): Promise<void> {
  // File by file: without waiting for the disk that takes an eighth of the time of writing every page down first.
  return asAdmin(url, [`create database ${name} template ${template} strategy file_copy`]);
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
