import pg from 'pg';
import { CannotStart } from '../errors/cannot-start.ts';

/** The database cannot be used. */
export class DatabaseUnusable extends CannotStart {}

const APPLICATION_ROLE = 'balie_app';

/**
 * Makes the database ready for a fenced life and returns the options to connect with. A superuser would see through
 * row-level security, so a superuser's address is only used to make the role `balie_app`, which owns everything and
 * which every later connection takes on.
 *
 * Text search and LIKE are declared leakproof where we may: PostgreSQL would otherwise not use their indexes behind
 * row-level security (https://www.postgresql.org/docs/18/rules-privileges.html).
 * @throws {DatabaseUnusable}
 */
export async function prepareDatabase(url: string): Promise<{ url: string; options: string | undefined; fastSearch: boolean }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new DatabaseUnusable(
      `The database at ${withoutPassword(url)} cannot be reached: ${reasonOf(error)}. Check DATABASE_URL and that PostgreSQL runs.`,
    );
  }
  try {
    const { rows } = await client.query<{ version: number; super: boolean; bypass: boolean; role: string; leakproof: boolean }>(`
      select current_setting('server_version_num')::int as version, rolsuper as super, rolbypassrls as bypass, rolname as role,
             (select bool_and(proleakproof) from pg_proc where proname in ('ts_match_vq')) as leakproof
        from pg_roles where rolname = current_user`);
    const found = rows[0];
    if (!found) throw new DatabaseUnusable('The database does not tell who we are.');
    if (found.version < 150_000)
      throw new DatabaseUnusable(`PostgreSQL 15 or newer is needed; this is ${Math.floor(found.version / 10_000)}.`);
    if (!found.super && found.bypass) {
      throw new DatabaseUnusable(
        `The role "${found.role}" has BYPASSRLS and would see through the fence between organisations. Give Balie a role without it.`,
      );
    }
    if (!found.super) return { url, options: undefined, fastSearch: found.leakproof };
    await adoptRole(client);
    return { url, options: `-c role=${APPLICATION_ROLE}`, fastSearch: true };
  } finally {
    await client.end();
  }
}

async function adoptRole(client: pg.Client): Promise<void> {
  // Two processes that start together would both make the role.
  await client.query('select pg_advisory_lock(4242001)');
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [APPLICATION_ROLE]);
  if (!rowCount) await client.query(`create role ${APPLICATION_ROLE} nologin nosuperuser nobypassrls`);
  await client.query(`grant all on database ${rows[0]?.name} to ${APPLICATION_ROLE}`);
  await client.query(`grant all on schema public to ${APPLICATION_ROLE}`);
  await client.query('create extension if not exists pg_trgm');
  await client.query('create extension if not exists unaccent');
  await client.query(`
    do $$ declare f regprocedure; begin
      for f in select oid::regprocedure from pg_proc
        where proname in ('ts_match_vq', 'ts_match_qv', 'textlike', 'texticlike', 'arraycontains', 'arrayoverlap') and not proleakproof
      loop execute format('alter function %s leakproof', f); end loop;
    end $$`);
  await client.query('select pg_advisory_unlock(4242001)');
}

export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  return `${parsed.host}${parsed.pathname}`;
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code || error.name : String(error);
}
