import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a reply changed of its ticket, as it was before, so that "Undo" can put it back. */
export class RememberWhatAReplyChanged1763700520000 implements MigrationInterface {
  name = 'RememberWhatAReplyChanged1763700520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages add column ticket_before jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages drop column ticket_before`);
  }
}
