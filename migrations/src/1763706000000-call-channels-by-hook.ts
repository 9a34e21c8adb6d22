import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Providers that call us: an address of its own for each account, which nobody can guess. */
export class CallChannelsByHook1763706000000 implements MigrationInterface {
  name = 'CallChannelsByHook1763706000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts add column hook_token text, add column hook_called_at timestamptz`);
    await runner.query(`create unique index channel_accounts_hook on channel_accounts (hook_token) where hook_token is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index channel_accounts_hook`);
    await runner.query(`alter table channel_accounts drop column hook_called_at, drop column hook_token`);
  }
}
