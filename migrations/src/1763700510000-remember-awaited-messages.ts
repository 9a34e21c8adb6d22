import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ids that a customer's messages refer to and that are not known here (yet): when an answer overtakes the message it
 * answers, or a customer answers something of another system twice, one ticket comes of it. Kept per contact, so that
 * answers of many people to one newsletter stay apart.
 */
export class RememberAwaitedMessages1763700510000 implements MigrationInterface {
  name = 'RememberAwaitedMessages1763700510000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table awaited_messages (
        channel_account_id uuid not null references channel_accounts on delete cascade,
        contact_id uuid not null references contacts on delete cascade,
        external_id text not null,
        organisation_id uuid not null references organisations on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        primary key (channel_account_id, contact_id, external_id)
      )`);
    await runner.query(`create index awaited_messages_ticket on awaited_messages (ticket_id)`);
    await runner.query(`create index awaited_messages_contact on awaited_messages (contact_id)`);
    await runner.query(`select balie_protect('awaited_messages')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table awaited_messages`);
  }
}
