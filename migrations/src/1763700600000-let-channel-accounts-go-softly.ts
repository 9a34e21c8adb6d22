import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A disconnected account keeps its tickets: it is hidden, its secrets are erased, and connecting the same address again
 * brings it back. `generation` is raised by everything that makes its puller start afresh (other settings, a retry by
 * hand), so that every process notices. `faults` holds what is wrong with receiving and with sending, each by itself.
 */
export class LetChannelAccountsGoSoftly1763700600000 implements MigrationInterface {
  name = 'LetChannelAccountsGoSoftly1763700600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table channel_accounts
        add column removed_at timestamptz,
        add column generation int not null default 1,
        add column faults jsonb not null default '{}'`);
    await runner.query(`drop index raw_messages_pending`);
    // As the intake reads it: new messages before history, each in the order they came.
    await runner.query(`
      create index raw_messages_pending on raw_messages (channel_account_id, silent, created_at, id) where state = 'pending'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index raw_messages_pending`);
    await runner.query(`create index raw_messages_pending on raw_messages (created_at) where state = 'pending'`);
    await runner.query(`alter table channel_accounts drop column faults, drop column generation, drop column removed_at`);
  }
}
