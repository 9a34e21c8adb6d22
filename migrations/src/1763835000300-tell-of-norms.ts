import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Colleagues are told of norms where they are told of tickets. */
export class TellOfNorms1763835000300 implements MigrationInterface {
  name = 'TellOfNorms1763835000300';

  async up(runner: QueryRunner): Promise<void> {
    // `norm`: what there is to say of it, as it was then.
    await runner.query(`
      alter table notifications alter column ticket_id drop not null, add column norm jsonb,
        add constraint notifications_about check (num_nonnulls(ticket_id, norm) = 1)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from notifications where ticket_id is null`);
    await runner.query(`
      alter table notifications drop constraint notifications_about, drop column norm, alter column ticket_id set not null`);
  }
}
