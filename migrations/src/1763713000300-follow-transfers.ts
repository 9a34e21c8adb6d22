import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A call that one colleague answers and passes on: who spoke last. */
export class FollowTransfers1763713000300 implements MigrationInterface {
  name = 'FollowTransfers1763713000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table calls add column passed_on_id uuid references agents on delete set null, add column passed_on_name text,
        add column passed_on_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table calls drop column passed_on_at, drop column passed_on_name, drop column passed_on_id`);
  }
}
