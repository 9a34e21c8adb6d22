import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Config } from '../config/config.ts';
import { EmbeddedServer } from './embedded-server.ts';
import { prepareDatabase } from './prepare-database.ts';

/** An open, migrated database: ours in the data folder, or the one at DATABASE_URL. */
export interface Database {
  readonly dataSource: DataSource;
  /** For libraries that talk to PostgreSQL themselves (the job queue). Same role, own connections. */
  readonly connection: { readonly connectionString: string; readonly options: string | undefined };
  /** False when the role may not use the text indexes behind row-level security; search works, but slower. */
  readonly fastSearch: boolean;
  close(): Promise<void>;
}

const DATABASE_NAME = 'balie';

/** @throws {DatabaseUnusable | EmbeddedServerFailed} */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir' | 'databasePool'>): Promise<Database> {
  const server = config.databaseUrl ? undefined : await EmbeddedServer.start(config.dataDir);
  try {
    if (server) await createDatabase(server.url('postgres'));
    const prepared = await prepareDatabase(config.databaseUrl ?? server?.url(DATABASE_NAME) ?? '');
    const dataSource = await migratedDataSource(prepared, config.databasePool);
    return {
      dataSource,
      connection: { connectionString: prepared.url, options: prepared.options },
      fastSearch: prepared.fastSearch,
      close: async () => {
        await dataSource.destroy();
        await server?.stop();
      },
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

async function migratedDataSource(prepared: { url: string; options: string | undefined }, pool: number): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: prepared.url,
    // Read by the driver itself, which also knows addresses by socket.
    extra: { connectionString: prepared.url, options: prepared.options, max: pool, idleTimeoutMillis: 30_000, application_name: 'balie' },
    entities: [],
    migrations: await loadMigrations(),
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
  });
  await dataSource.initialize();
  // Several processes may start at once; one migrates, the others wait and then find nothing to do.
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock(4242002)');
    await dataSource.runMigrations();
    await runner.query('select pg_advisory_unlock(4242002)');
  } finally {
    await runner.release();
  }
  return dataSource;
}

type MigrationClass = new () => { name?: string };

async function loadMigrations(): Promise<MigrationClass[]> {
  const manifest = createRequire(import.meta.url).resolve('@balie/migrations/1763700000000-create-foundations.ts');
  const dir = path.dirname(manifest);
  const files = (await fs.readdir(dir)).filter((file) => /^\d{13}-[a-z0-9-]+\.ts$/.test(file)).sort();
  const modules = await Promise.all(files.map((file) => import(`@balie/migrations/${file}`) as Promise<Record<string, MigrationClass>>));
  return modules.flatMap((module) => Object.values(module));
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (!rowCount) await client.query(`create database ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}
