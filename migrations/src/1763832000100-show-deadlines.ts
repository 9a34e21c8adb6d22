import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The deadline that each ticket meets next stands on the ticket itself: lists go by it, and show it, without asking elsewhere. */
export class ShowDeadlines1763832000100 implements MigrationInterface {
  name = 'ShowDeadlines1763832000100';

  async up(runner: QueryRunner): Promise<void> {
    // `due_at` is null while the clock is paused; what the chip shows beside stands in `deadline`.
    await runner.query(`
      alter table tickets add column due_at timestamptz, add column deadline jsonb,
        add column is_pressing boolean not null default false`);
    await runner.query(`create index tickets_due on tickets (organisation_id, status, due_at, id) where due_at is not null`);
    await runner.query(
      `create index tickets_pressing on tickets (organisation_id, status, last_message_at desc, id desc) where is_pressing`,
    );
    await runner.query(`alter table notifications drop constraint notifications_kind_check`);
    await runner.query(`
      alter table notifications add constraint notifications_kind_check
        check (kind in ('mention', 'assigned', 'sla_warned', 'sla_breached'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from notifications where kind in ('sla_warned', 'sla_breached')`);
    await runner.query(`alter table notifications drop constraint notifications_kind_check`);
    await runner.query(`alter table notifications add constraint notifications_kind_check check (kind in ('mention', 'assigned'))`);
    await runner.query(`drop index tickets_pressing, tickets_due`);
    await runner.query(`alter table tickets drop column is_pressing, drop column deadline, drop column due_at`);
  }
}
