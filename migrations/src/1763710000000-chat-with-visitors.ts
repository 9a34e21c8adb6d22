import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Live chat. What a visitor and the shop said to one another is kept beside the tickets, as the visitor saw it: whatever
 * becomes of tickets and contacts, nobody is ever shown another's conversation.
 */
export class ChatWithVisitors1763710000000 implements MigrationInterface {
  name = 'ChatWithVisitors1763710000000';

  async up(runner: QueryRunner): Promise<void> {
    // `shop_user_id`: the shop's own id of its customer, vouched for. `online_until`: a sign of life is good for so long.
    await runner.query(`
      create table chat_visitors (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        shop_user_id text,
        name text not null default '',
        email text not null default '',
        email_verified boolean not null default false,
        phone text,
        language text not null,
        page jsonb,
        browser text not null default '',
        context jsonb not null default '{}',
        online_until timestamptz not null,
        blocked_at timestamptz,
        created_at timestamptz not null
      )`);
    await runner.query(
      `create unique index chat_visitors_known on chat_visitors (channel_account_id, shop_user_id) where shop_user_id is not null`,
    );
    await runner.query(`
      create table chat_tokens (
        token_hash bytea primary key,
        organisation_id uuid not null references organisations on delete cascade,
        visitor_id uuid not null references chat_visitors on delete cascade,
        identified boolean not null,
        expires_at timestamptz not null
      )`);
    await runner.query(`create index chat_tokens_visitor on chat_tokens (visitor_id)`);
    await runner.query(`create index chat_tokens_expired on chat_tokens (expires_at)`);
    // `seq` grows in the order of commits within a visitor: whoever writes holds the visitor's row.
    await runner.query(`
      create table chat_messages (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        visitor_id uuid not null references chat_visitors on delete cascade,
        seq bigint generated always as identity,
        side text not null check (side in ('visitor', 'shop')),
        client_id uuid,
        author_name text,
        text text not null,
        files jsonb not null default '[]',
        state text not null check (state in ('sent', 'delivered', 'read')),
        at timestamptz not null,
        ticket_id uuid,
        mailed_at timestamptz
      )`);
    await runner.query(`create unique index chat_messages_in_order on chat_messages (visitor_id, seq)`);
    await runner.query(`create unique index chat_messages_once on chat_messages (visitor_id, client_id) where client_id is not null`);
    await runner.query(`create index chat_messages_unread on chat_messages (visitor_id) where side = 'shop' and state <> 'read'`);
    await runner.query(`create index chat_messages_of_account on chat_messages (channel_account_id, at)`);
    await runner.query(`
      create table chat_files (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        visitor_id uuid not null references chat_visitors on delete cascade,
        sha256 text,
        storage_key text not null,
        name text not null,
        content_type text not null,
        size_bytes bigint not null,
        created_at timestamptz not null
      )`);
    await runner.query(`create index chat_files_visitor on chat_files (visitor_id)`);
    for (const table of ['chat_visitors', 'chat_tokens', 'chat_messages', 'chat_files']) {
      await runner.query(`select balie_protect('${table}')`);
    }
    // Where people talk to one another, an answer does not wait to be taken back. Null: as everywhere in the house.
    await runner.query(`alter table channel_accounts add column undo_seconds int`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts drop column undo_seconds`);
    for (const table of ['chat_files', 'chat_messages', 'chat_tokens', 'chat_visitors']) await runner.query(`drop table ${table}`);
  }
}
