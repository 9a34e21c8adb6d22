import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rules did long ago is found by its age. */
export class ForgetWhatRulesDid1763835000200 implements MigrationInterface {
  name = 'ForgetWhatRulesDid1763835000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index rule_runs_created on rule_runs (created_at)`);
    await runner.query(`create index rule_answers_at on rule_answers (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index rule_answers_at`);
    await runner.query(`drop index rule_runs_created`);
  }
}
