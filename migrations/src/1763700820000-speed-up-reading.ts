import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes for the ways the console reads, measured with 200,000 tickets (server/bench). */
export class SpeedUpReading1763700820000 implements MigrationInterface {
  name = 'SpeedUpReading1763700820000';

  async up(runner: QueryRunner): Promise<void> {
    // Search walks all tickets by time; the walk is over tickets, so that status and date can narrow it.
    await runner.query(`create index tickets_latest on tickets (organisation_id, last_message_at desc, id desc)`);
    await runner.query(`drop index ticket_search_newest`);
    // "Mine" or one team's, longest waiting first: told by the index alone.
    await runner.query(`drop index tickets_waiting`);
    await runner.query(`
      create index tickets_waiting on tickets (organisation_id, status, waiting_since, id)
        include (assignee_id, team_id, shop_id) where waiting_since is not null`);
    // A small shop beside large ones.
    await runner.query(`
      create index tickets_shop on tickets (organisation_id, shop_id, status, last_message_at desc, id desc)`);
    await runner.query(`create index notifications_unread on notifications (agent_id) where read_at is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index notifications_unread`);
    await runner.query(`drop index tickets_shop`);
    await runner.query(`drop index tickets_waiting`);
    await runner.query(`
      create index tickets_waiting on tickets (organisation_id, status, waiting_since, id) where waiting_since is not null`);
    await runner.query(`
      create index ticket_search_newest on ticket_search (organisation_id, last_message_at desc, ticket_id desc)`);
    await runner.query(`drop index tickets_latest`);
  }
}
