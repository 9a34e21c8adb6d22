import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that was under way for long is new to whoever read the ticket meanwhile, whatever date its sender wrote. */
export class RememberWhenMessagesArrived1763700860000 implements MigrationInterface {
  name = 'RememberWhenMessagesArrived1763700860000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages add column arrived_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages drop column arrived_at`);
  }
}
