import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Everything that migrations make in the schema, as text. */
async function schema(): Promise<string[]> {
  const rows: { line: string }[] = await database.dataSource.query(`
    select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select format('policy %s %s %s', tablename, policyname, qual) from pg_policies
    union all select format('function %s', oid::regprocedure) from pg_proc
      where pronamespace = 'public'::regnamespace
        and not exists (select 1 from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')
    union all select format('search %s %s %s', c.cfgname, m.maptokentype, m.mapdict::regdictionary)
      from pg_ts_config c join pg_ts_config_map m on m.mapcfg = c.oid where c.cfgname = 'balie'
    order by 1`);
  return rows.map((row) => row.line);
}

it('takes every migration back, leaves nothing behind, and makes the same schema again', async () => {
  const before = await schema();
  expect(before.length).toBeGreaterThan(200);
  const [{ count }]: [{ count: number }] = await database.dataSource.query('select count(*)::int as count from migrations');
  for (let undone = 0; undone < count; undone++) await database.dataSource.undoLastMigration();
  const empty = await schema();
  expect(empty.filter((line) => !/\bmigrations\b|migrations_id_seq/.test(line))).toEqual([]);
  await database.dataSource.runMigrations();
  expect(await schema()).toEqual(before);
});
