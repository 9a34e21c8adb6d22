import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of mail that is too large, files are left out and named; whom we told so, so that nobody is told twice a day. */
export class TakeLargeMailInParts1763705000300 implements MigrationInterface {
  name = 'TakeLargeMailInParts1763705000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table raw_messages add column left_out jsonb`);
    await runner.query(`alter table messages add column left_out jsonb`);
    await runner.query(`
      create table automatic_answers (
        channel_account_id uuid not null references channel_accounts on delete cascade,
        address text not null,
        organisation_id uuid not null references organisations on delete cascade,
        at timestamptz not null,
        primary key (channel_account_id, address)
      )`);
    await runner.query(`select balie_protect('automatic_answers')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table automatic_answers`);
    await runner.query(`alter table messages drop column left_out`);
    await runner.query(`alter table raw_messages drop column left_out`);
  }
}
