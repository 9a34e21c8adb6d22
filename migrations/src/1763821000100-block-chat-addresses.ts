import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which internet address a visitor came last, and which addresses are kept out for a while. Never in the clear: keyed hashes. */
export class BlockChatAddresses1763821000100 implements MigrationInterface {
  name = 'BlockChatAddresses1763821000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table chat_visitors add column address_hash bytea`);
    await runner.query(
      `create index chat_visitors_address on chat_visitors (organisation_id, address_hash) where address_hash is not null`,
    );
    await runner.query(`
      create table chat_blocked_addresses (
        organisation_id uuid not null references organisations on delete cascade,
        address_hash bytea not null,
        visitor_id uuid not null references chat_visitors on delete cascade,
        expires_at timestamptz not null,
        primary key (organisation_id, address_hash)
      )`);
    await runner.query(`create index chat_blocked_addresses_visitor on chat_blocked_addresses (visitor_id)`);
    await runner.query(`create index chat_blocked_addresses_expired on chat_blocked_addresses (expires_at)`);
    await runner.query(`select balie_protect('chat_blocked_addresses')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table chat_blocked_addresses`);
    await runner.query(`alter table chat_visitors drop column address_hash`);
  }
}
