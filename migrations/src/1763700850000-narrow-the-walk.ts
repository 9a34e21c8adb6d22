import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Search for one colleague's or one team's tickets passes over all others: it should not have to fetch them for that. */
export class NarrowTheWalk1763700850000 implements MigrationInterface {
  name = 'NarrowTheWalk1763700850000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index tickets_latest`);
    await runner.query(`
      create index tickets_latest on tickets (organisation_id, last_message_at desc, id desc)
        include (status, assignee_id, team_id, shop_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index tickets_latest`);
    await runner.query(`create index tickets_latest on tickets (organisation_id, last_message_at desc, id desc)`);
  }
}
