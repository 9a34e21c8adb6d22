import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose the open tickets are, so that the counts of most views come out of one small index. */
export class CountOpenTickets1763704000000 implements MigrationInterface {
  name = 'CountOpenTickets1763704000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index tickets_open on tickets (organisation_id, assignee_id, team_id) where status = 'open'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index tickets_open`);
  }
}
