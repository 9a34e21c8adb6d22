import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail of ours that stands in a ticket but went to none of its customers answers nobody. */
export class MarkAsides1763705100100 implements MigrationInterface {
  name = 'MarkAsides1763705100100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages add column aside boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages drop column aside`);
  }
}
