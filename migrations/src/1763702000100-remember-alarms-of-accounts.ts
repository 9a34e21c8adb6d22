import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Owners are told once that an account needs them, however often it is tried again, until it has worked. */
export class RememberAlarmsOfAccounts1763702000100 implements MigrationInterface {
  name = 'RememberAlarmsOfAccounts1763702000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts add column alarmed_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts drop column alarmed_at`);
  }
}
