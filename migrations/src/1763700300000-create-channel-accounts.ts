import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A shop's connected channels, the raw messages they bring (stored before anything else happens), and mail cursors. */
export class CreateChannelAccounts1763700300000 implements MigrationInterface {
  name = 'CreateChannelAccounts1763700300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table channel_accounts (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        shop_id uuid not null references shops,
        kind text not null,
        name text not null,
        address text not null,
        status text not null default 'connecting'
          check (status in ('connecting', 'connected', 'retrying', 'needs_attention', 'paused')),
        settings jsonb not null default '{}',
        secrets bytea,
        last_success_at timestamptz,
        lag_seconds double precision,
        last_error_at timestamptz,
        last_error_code text,
        last_error text,
        backfill jsonb,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    await runner.query(`create unique index channel_accounts_address on channel_accounts (organisation_id, kind, lower(address))`);

    await runner.query(`
      create table raw_messages (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        external_key text not null,
        storage_key text not null,
        size_bytes bigint not null,
        summary text not null default '',
        silent boolean not null default false,
        state text not null default 'pending' check (state in ('pending', 'done', 'failed')),
        reason text,
        attempts int not null default 0,
        message_id uuid,
        received_at timestamptz not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (channel_account_id, external_key)
      )`);
    await runner.query(`
      create index raw_messages_failed on raw_messages (organisation_id, updated_at desc, id desc) where state = 'failed'`);
    await runner.query(`create index raw_messages_pending on raw_messages (created_at) where state = 'pending'`);

    await runner.query(`
      create table mailbox_cursors (
        channel_account_id uuid not null references channel_accounts on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        folder text not null,
        uid_validity bigint not null,
        last_uid bigint not null,
        backfill_next_uid bigint,
        updated_at timestamptz not null default now(),
        primary key (channel_account_id, folder)
      )`);
    for (const table of ['channel_accounts', 'raw_messages', 'mailbox_cursors']) {
      await runner.query(`select balie_protect('${table}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table mailbox_cursors, raw_messages, channel_accounts`);
  }
}
