import { allows, ROLES, type Role } from '@balie/shared/domain/permissions.ts';
import type { Route } from '../../../src/platform/http/route-list.ts';
import type { TestApp } from '../test-app.ts';

export const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** Routes that forgot to say who may use them. */
export function withoutRule(routes: readonly Route[]): string[] {
  return routes.filter(({ rule }) => rule === undefined).map(({ handler }) => handler);
}

/** The roles that must be refused. */
export function tooLow({ rule }: Pick<Route, 'rule'>): Role[] {
  return rule?.kind === 'permission' ? ROLES.filter((role) => !allows(role, rule.permission)) : [];
}

interface Row {
  readonly table: string;
  readonly row: string;
}

/** Every row of an organisation in every table, as text. */
export async function rowsOf(app: TestApp, organisationId: string): Promise<Row[]> {
  return app.database.dataSource.transaction(async (manager) => {
    await manager.query(`set local balie.system_scope = 'on'`);
    const tables: { name: string }[] = await manager.query(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
    );
    const rows: Row[] = [];
    for (const { name } of tables) {
      const found: { row: string }[] = await manager.query(`select t::text as row from ${name} t where organisation_id = $1 order by 1`, [
        organisationId,
      ]);
      rows.push(...found.map(({ row }) => ({ table: name, row })));
    }
    return rows;
  });
}

/** Tables of organisations, to see that the plants cover them all. */
export async function tablesOfOrganisations(app: TestApp): Promise<string[]> {
  const rows: { name: string }[] = await app.database.dataSource.query(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  );
  return rows.map(({ name }) => name);
}
