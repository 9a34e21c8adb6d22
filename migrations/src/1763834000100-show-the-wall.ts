import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the wall counts, told by indexes alone however many tickets there are. */
export class ShowTheWall1763834000100 implements MigrationInterface {
  name = 'ShowTheWall1763834000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index tickets_created on tickets (organisation_id, created_at)`);
    await runner.query(`
      create index activities_solved on activities (organisation_id, created_at, ticket_id)
        where type = 'status_changed' and data->>'to' = 'solved'`);
    await runner.query(`create index sla_clocks_breached on sla_clocks (organisation_id, breached_at) where breached_at is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index sla_clocks_breached, activities_solved, tickets_created`);
  }
}
