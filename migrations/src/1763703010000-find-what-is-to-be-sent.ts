import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an account has to send, in order; next to nothing once it is sent. */
export class FindWhatIsToBeSent1763703010000 implements MigrationInterface {
  name = 'FindWhatIsToBeSent1763703010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index messages_to_send on messages (channel_account_id, created_at, id)
      where direction = 'outbound' and delivery_state in ('queued', 'sending')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index messages_to_send`);
  }
}
