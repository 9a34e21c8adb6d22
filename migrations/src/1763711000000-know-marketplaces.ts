import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions that come over a marketplace: what was read out of them, what the marketplace calls a conversation, and how its mail is read. */
export class KnowMarketplaces1763711000000 implements MigrationInterface {
  name = 'KnowMarketplaces1763711000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages add column marketplace jsonb`);
    await runner.query(`create index messages_marketplace on messages (ticket_id) where marketplace is not null`);
    // `certain`: the ticket is about this and nothing else; otherwise the newest ticket with this key is meant.
    await runner.query(`
      create table ticket_keys (
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        key text not null,
        certain boolean not null,
        ticket_id uuid not null references tickets on delete cascade,
        primary key (channel_account_id, key)
      )`);
    await runner.query(`create index ticket_keys_ticket on ticket_keys (ticket_id)`);
    // `pattern` null: the one that comes with Balie.
    await runner.query(`
      create table bol_patterns (
        organisation_id uuid not null references organisations on delete cascade,
        key text not null,
        version integer not null,
        pattern jsonb,
        made_by uuid references agents on delete set null,
        made_at timestamptz not null,
        primary key (organisation_id, key, version)
      )`);
    await runner.query(`
      create table bol_accounts (
        channel_account_id uuid primary key references channel_accounts on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        verification jsonb,
        test jsonb,
        first_question_at timestamptz,
        last_question_at timestamptz
      )`);
    for (const table of ['ticket_keys', 'bol_patterns', 'bol_accounts']) await runner.query(`select balie_protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['bol_accounts', 'bol_patterns', 'ticket_keys']) await runner.query(`drop table ${table}`);
    await runner.query(`alter table messages drop column marketplace`);
  }
}
