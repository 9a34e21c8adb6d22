import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mail of ours that stands in a ticket but went to none of its customers answers nobody. And since when a message waits
 * for a provider that takes no more at present: it does not wait for ever.
 */
export class MarkAsides1763705100100 implements MigrationInterface {
  name = 'MarkAsides1763705100100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages add column aside boolean not null default false, add column held_since timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages drop column held_since, drop column aside`);
  }
}
