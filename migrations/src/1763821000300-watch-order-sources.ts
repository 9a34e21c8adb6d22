import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a source of orders fails, whether the owners were told, and for how long its orders are kept. */
export class WatchOrderSources1763821000300 implements MigrationInterface {
  name = 'WatchOrderSources1763821000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table order_sources add column failing_since timestamptz, add column alarmed_at timestamptz,
        add column keep_months int not null default 24 check (keep_months between 1 and 120)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table order_sources drop column keep_months, drop column alarmed_at, drop column failing_since`);
  }
}
