import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a provider takes one file per message, one answer of ours leaves as several; what has left is not sent again. */
export class SendInParts1763706000100 implements MigrationInterface {
  name = 'SendInParts1763706000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sent_parts (
        organisation_id uuid not null references organisations on delete cascade,
        message_id uuid not null references messages on delete cascade,
        part int not null,
        external_id text not null,
        created_at timestamptz not null default now(),
        primary key (message_id, part)
      )`);
    await runner.query(`select balie_protect('sent_parts')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table sent_parts`);
  }
}
