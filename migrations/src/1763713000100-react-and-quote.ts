import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What chat programs have beside words: signs put to a message, answers that refer to one, and the mark that it was read. */
export class ReactAndQuote1763713000100 implements MigrationInterface {
  name = 'ReactAndQuote1763713000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table messages add column quotes_id uuid references messages on delete set null, add column read_told_at timestamptz,
         add column failure_reported boolean not null default false`,
    );
    await runner.query(`create index messages_quotes on messages (quotes_id) where quotes_id is not null`);
    await runner.query(`alter table channel_accounts add column tells_reading boolean not null default true`);
    // An empty sign of ours is one being taken back.
    await runner.query(`
      create table message_reactions (
        organisation_id uuid not null references organisations on delete cascade,
        message_id uuid not null references messages on delete cascade,
        side text not null check (side in ('customer', 'us')),
        emoji text not null,
        agent_id uuid references agents on delete set null,
        state text not null check (state in ('queued', 'sent', 'failed')),
        reason text,
        attempts int not null default 0,
        changed_at timestamptz not null,
        primary key (message_id, side)
      )`);
    await runner.query(`create index message_reactions_agent on message_reactions (agent_id) where agent_id is not null`);
    await runner.query(`select balie_protect('message_reactions')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table message_reactions`);
    await runner.query(`alter table channel_accounts drop column tells_reading`);
    await runner.query(`alter table messages drop column failure_reported, drop column read_told_at, drop column quotes_id`);
  }
}
