import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which channels there are, their adapters say. What a channel is called stands in addresses that providers call: a few letters. */
export class NameChannelsFreely1763821000000 implements MigrationInterface {
  name = 'NameChannelsFreely1763821000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts add constraint channel_accounts_kind check (kind ~ '^[a-z]{1,30}$')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_accounts drop constraint channel_accounts_kind`);
  }
}
