import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies that were sent and are still to be put into the account's own folder of sent mail. */
export class RememberCopiesToKeep1763703020000 implements MigrationInterface {
  name = 'RememberCopiesToKeep1763703020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages add column copy_due boolean not null default false`);
    await runner.query(`create index messages_copy_due on messages (channel_account_id, created_at, id) where copy_due`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index messages_copy_due`);
    await runner.query(`alter table messages drop column copy_due`);
  }
}
