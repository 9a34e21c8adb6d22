import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a shop's answers carry the customer's last message below them. */
export class LetShopsQuote1763703030000 implements MigrationInterface {
  name = 'LetShopsQuote1763703030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table shops add column quote_history boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table shops drop column quote_history`);
  }
}
