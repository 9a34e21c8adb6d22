import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Telephone calls: what is known of each, for the conversation, for calling back and for the norms of answering in time. */
export class KeepCalls1763708000000 implements MigrationInterface {
  name = 'KeepCalls1763708000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages add column call jsonb`);
    // `number`: the customer's, E.164, null when withheld. `answered_elsewhere`: somebody spoke, nobody knows when.
    await runner.query(`
      create table calls (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        shop_id uuid not null references shops,
        provider_call_id text not null,
        direction text not null check (direction in ('inbound', 'outbound')),
        number text,
        caller_name text,
        contact_id uuid references contacts on delete set null,
        message_id uuid references messages on delete set null,
        rang_at timestamptz not null,
        answered_at timestamptz,
        ended_at timestamptz,
        end_reason text,
        answered_elsewhere boolean not null default false,
        outcome text check (outcome in ('answered', 'missed', 'abandoned', 'not_reached')),
        agent_id uuid references agents on delete set null,
        agent_name text,
        recording_url text,
        called_back_at timestamptz,
        wrap_up jsonb,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        unique (channel_account_id, provider_call_id)
      )`);
    // Norms ask for the incoming calls of a stretch of time.
    await runner.query(`create index calls_rang on calls (organisation_id, rang_at) where direction = 'inbound'`);
    await runner.query(
      `create index calls_to_return on calls (organisation_id, number) where outcome = 'missed' and called_back_at is null`,
    );
    await runner.query(`create index calls_of_number on calls (organisation_id, number, rang_at desc)`);
    await runner.query(`create index calls_going_on on calls (rang_at) where ended_at is null`);
    for (const column of ['contact_id', 'message_id']) await runner.query(`create index calls_${column} on calls (${column})`);
    await runner.query(`create index channel_accounts_webhook on channel_accounts ((settings->>'webhookToken')) where kind = 'phone'`);
    await runner.query(`select balie_protect('calls')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index channel_accounts_webhook`);
    await runner.query(`drop table calls`);
    await runner.query(`alter table messages drop column call`);
  }
}
