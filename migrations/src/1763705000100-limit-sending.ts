import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits of channel accounts, what has left within the last day, and for what a reply waits. Replies leave before automatic mail. */
export class LimitSending1763705000100 implements MigrationInterface {
  name = 'LimitSending1763705000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts add column limits jsonb not null default '{}', add column throttle jsonb`);
    await runner.query(`
      create table sendings (
        channel_account_id uuid not null references channel_accounts on delete cascade,
        at timestamptz not null,
        organisation_id uuid not null references organisations on delete cascade,
        count int not null,
        primary key (channel_account_id, at)
      )`);
    await runner.query(`select balie_protect('sendings')`);
    await runner.query(`alter table messages add column waits_for text check (waits_for in ('sending_limit', 'provider'))`);
    await runner.query(`drop index messages_to_send`);
    await runner.query(`
      create index messages_to_send on messages (channel_account_id, (nature = 'automatic'), created_at, id)
      where direction = 'outbound' and delivery_state in ('queued', 'sending')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index messages_to_send`);
    await runner.query(`
      create index messages_to_send on messages (channel_account_id, created_at, id)
      where direction = 'outbound' and delivery_state in ('queued', 'sending')`);
    await runner.query(`alter table messages drop column waits_for`);
    await runner.query(`drop table sendings`);
    await runner.query(`alter table channel_accounts drop column throttle, drop column limits`);
  }
}
