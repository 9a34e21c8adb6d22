import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which two words stand side by side in a ticket, as numbers. PostgreSQL's text index cannot tell it: for a phrase of
 * two common words it would read every document that holds both, anywhere.
 */
export class LookUpPhrases1763700830000 implements MigrationInterface {
  name = 'LookUpPhrases1763700830000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table ticket_search add column pairs int[] not null default '{}'`);
    await runner.query(`create index ticket_search_pairs on ticket_search using gin (pairs)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table ticket_search drop column pairs`);
  }
}
