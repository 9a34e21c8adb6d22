import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

interface Table {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly policies: string[];
}

const FENCE = /organisation_id = .*current_setting\('balie\.organisation_id'/;
/** Of the whole installation, not of an organisation: reasons stand in their migrations. */
const WITHOUT_ORGANISATION = ['leases', 'migrations', 'rate_counts', 'server_processes', 'sign_in_brakes'];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const tables = (condition: string): Promise<Table[]> =>
  database.dataSource.query(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
            array(select pg_get_expr(p.polqual, p.polrelid) from pg_policy p
                   where p.polrelid = c.oid and p.polcmd = '*' and p.polpermissive and 0 = any(p.polroles)) as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${condition} order by 1`,
  );
const HAS_ORGANISATION = `exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)`;
const unfenced = (found: readonly Table[]) =>
  found
    .filter(({ enabled, forced, policies }) => !enabled || !forced || policies.length !== 1 || !FENCE.test(policies[0] ?? ''))
    .map(({ name }) => name);

it('puts every table of an organisation behind the fence, for the owner of the tables too', async () => {
  const fenced = await tables(HAS_ORGANISATION);
  expect(fenced.length).toBeGreaterThan(20);
  expect(unfenced(fenced)).toEqual([]);
});

it('knows every table that belongs to no organisation', async () => {
  const others = await tables(`not ${HAS_ORGANISATION}`);
  // The fence of `organisations` is its own id.
  const [organisations] = others.filter(({ name }) => name === 'organisations');
  expect(organisations).toMatchObject({ enabled: true, forced: true });
  expect(organisations?.policies).toEqual([expect.stringMatching(/id = .*current_setting\('balie\.organisation_id'/)]);
  expect(others.map(({ name }) => name).filter((name) => name !== 'organisations')).toEqual(WITHOUT_ORGANISATION);
});

it('has no view that looks over the fence', async () => {
  const views = await database.dataSource.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and not coalesce(reloptions @> '{security_invoker=true}', false)`,
  );
  expect(views).toEqual([]);
});

it('has functions that look over the fence in no other place than named here', async () => {
  const functions = await database.dataSource.query(
    `select proname as name from pg_proc p where pronamespace = 'public'::regnamespace
        and (prosecdef or array_to_string(proconfig, ',') like '%balie.%' or prosrc like '%balie.system_scope%')
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
  );
  expect(functions.map(({ name }: { name: string }) => name)).toEqual(['balie_protect', 'balie_session']);
});

it('closes the gate for signing in behind itself, and shows nothing without the secret', async () => {
  const id = '0196a000-0000-7000-8000-000000000001';
  const rows = await database.dataSource.transaction(async (manager) => {
    await manager.query(`set local balie.system_scope = 'on'`);
    await manager.query(`insert into organisations (id, name) values ($1, 'X')`, [id]);
    await manager.query(
      `insert into agents (id, organisation_id, name, email, password_hash, role) values ($1, $1, 'X', 'x@x.test', '', 'owner')`,
      [id],
    );
    await manager.query(
      `insert into sessions (id, organisation_id, agent_id, token_hash, ip, user_agent, expires_at) values ($1, $1, $1, 'secret', '', '', 'infinity')`,
      [id],
    );
    await manager.query(`set local balie.system_scope = 'off'`);
    return {
      found: await manager.query(`select agent_id from balie_session('secret', now())`),
      guessed: await manager.query(`select agent_id from balie_session('guess', now())`),
      nothing: await manager.query('select agent_id from balie_session(null, now())'),
      afterwards: await manager.query('select id from sessions'),
    };
  });
  expect(rows).toEqual({ found: [{ agent_id: id }], guessed: [], nothing: [], afterwards: [] });
});

it('would notice a new table without the fence', async () => {
  await database.dataSource.query('create table forgotten (id uuid primary key, organisation_id uuid not null)');
  expect(unfenced(await tables(HAS_ORGANISATION))).toEqual(['forgotten']);
  await database.dataSource.query('alter table forgotten enable row level security');
  expect(unfenced(await tables(HAS_ORGANISATION))).toEqual(['forgotten']);
  await database.dataSource.query(`select balie_protect('forgotten')`);
  expect(unfenced(await tables(HAS_ORGANISATION))).toEqual([]);
  await database.dataSource.query('create policy generous on forgotten using (true)');
  expect(unfenced(await tables(HAS_ORGANISATION))).toEqual(['forgotten']);
});
