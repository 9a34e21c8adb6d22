import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that are written again and again, and what is done when they are sent. */
export class KeepMacros1763835000100 implements MigrationInterface {
  name = 'KeepMacros1763835000100';

  async up(runner: QueryRunner): Promise<void> {
    // Of one colleague, of a team, of a shop; of everybody where it is of none of them.
    await runner.query(`
      create table macros (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        folder text not null,
        shortcut text,
        text jsonb not null,
        changes jsonb not null,
        agent_id uuid references agents on delete cascade,
        team_id uuid references teams on delete cascade,
        shop_id uuid references shops on delete cascade,
        uses int not null default 0,
        last_used_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check (num_nonnulls(agent_id, team_id, shop_id) <= 1)
      )`);
    await runner.query(`create index macros_organisation on macros (organisation_id, lower(folder), lower(name))`);
    // Each of two colleagues, teams or shops may have its own.
    await runner.query(`
      create unique index macros_shortcut on macros (organisation_id, coalesce(agent_id, team_id, shop_id, organisation_id), shortcut)
        where shortcut is not null`);
    await runner.query(`select balie_protect('macros')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table macros`);
  }
}
