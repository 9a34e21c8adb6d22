import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A clock remembers by what it was measured, also when that is gone. A foreign key had the database search all clocks when a
 * policy or a calendar was deleted, and wait crosswise for whoever was just measuring by it.
 */
export class LoosenClocks1763832000300 implements MigrationInterface {
  name = 'LoosenClocks1763832000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sla_clocks drop constraint sla_clocks_policy_id_fkey, drop constraint sla_clocks_calendar_id_fkey`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    await runner.query(`update sla_clocks set policy_id = null where policy_id not in (select id from sla_policies)`);
    await runner.query(`update sla_clocks set calendar_id = null where calendar_id not in (select id from business_calendars)`);
    await runner.query(`
      alter table sla_clocks
        add constraint sla_clocks_policy_id_fkey foreign key (policy_id) references sla_policies on delete set null,
        add constraint sla_clocks_calendar_id_fkey foreign key (calendar_id) references business_calendars on delete set null`);
  }
}
