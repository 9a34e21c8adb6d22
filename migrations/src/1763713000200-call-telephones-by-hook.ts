import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Telephone exchanges call the address that all providers call; each number keeps the one it has. */
export class CallTelephonesByHook1763713000200 implements MigrationInterface {
  name = 'CallTelephonesByHook1763713000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    await runner.query(`
      update channel_accounts set hook_token = settings->>'webhookToken', settings = settings - 'webhookToken'
       where kind = 'phone' and settings ? 'webhookToken'`);
    await runner.query(`drop index channel_accounts_webhook`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select set_config('balie.system_scope', 'on', true)`);
    await runner.query(`
      update channel_accounts set settings = settings || jsonb_build_object('webhookToken', hook_token), hook_token = null
       where kind = 'phone' and hook_token is not null`);
    await runner.query(`create index channel_accounts_webhook on channel_accounts ((settings->>'webhookToken')) where kind = 'phone'`);
  }
}
