import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups of customers, such as "vip" or "zakelijk", by which something else may be promised to them. */
export class GroupContacts1763832000200 implements MigrationInterface {
  name = 'GroupContacts1763832000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contacts add column groups text[] not null default '{}'`);
    // Few customers are in one: the list of the groups there are reads these alone.
    await runner.query(`create index contacts_grouped on contacts (organisation_id) where groups <> '{}'`);
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    await runner.query(`update sla_policies set terms = jsonb_set(terms, '{conditions,contactGroups}', '[]')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    await runner.query(`update sla_policies set terms = terms #- '{conditions,contactGroups}'`);
    await runner.query(`drop index contacts_grouped`);
    await runner.query(`alter table contacts drop column groups`);
  }
}
