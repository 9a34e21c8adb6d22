import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that a shop forwards finds its account by the token in the address; providers ask to confirm a forwarding. */
export class TakeInForwardedMail1763702000200 implements MigrationInterface {
  name = 'TakeInForwardedMail1763702000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts add column forwarding_verification jsonb`);
    await runner.query(`
      create unique index channel_accounts_forward_token on channel_accounts ((settings->>'forwardToken'))
        where settings->>'forwardToken' is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index channel_accounts_forward_token`);
    await runner.query(`alter table channel_accounts drop column forwarding_verification`);
  }
}
