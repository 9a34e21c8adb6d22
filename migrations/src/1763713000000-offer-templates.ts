import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts that a provider has approved, and since when each customer may be answered freely. */
export class OfferTemplates1763713000000 implements MigrationInterface {
  name = 'OfferTemplates1763713000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table message_templates (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        external_id text not null,
        name text not null,
        language text not null,
        category text not null,
        status text not null check (status in ('approved', 'pending', 'paused', 'rejected', 'disabled')),
        reason text,
        content jsonb not null,
        sendable boolean not null,
        unique (channel_account_id, external_id)
      )`);
    await runner.query(`select balie_protect('message_templates')`);
    await runner.query(`alter table channel_accounts add column templates_synced_at timestamptz, add column templates_problem text`);
    await runner.query(`alter table messages add column template jsonb`);

    // Of a number and an account, not of a ticket: the customer wrote, wherever that stands.
    await runner.query(`
      create table reply_windows (
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        address text not null,
        heard_at timestamptz not null,
        primary key (channel_account_id, address)
      )`);
    await runner.query(`select balie_protect('reply_windows')`);
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    await runner.query(`
      insert into reply_windows (organisation_id, channel_account_id, address, heard_at)
      select organisation_id, channel_account_id, from_address->>'address', max(created_at) from messages
       where channel_kind = 'whatsapp' and direction = 'inbound' and nature = 'personal' and channel_account_id is not null
         and from_address->>'address' is not null
       group by 1, 2, 3`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table reply_windows`);
    await runner.query(`alter table messages drop column template`);
    await runner.query(`alter table channel_accounts drop column templates_problem, drop column templates_synced_at`);
    await runner.query(`drop table message_templates`);
  }
}
