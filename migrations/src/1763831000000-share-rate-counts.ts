import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often somebody asked for something within a stretch of time, counted together by all server processes. Keys are
 * hashes: addresses of visitors stand nowhere in the clear. Of the whole installation, for a process counts for all
 * organisations. Unlogged: after a crash of the database everybody begins at nothing again.
 */
export class ShareRateCounts1763831000000 implements MigrationInterface {
  name = 'ShareRateCounts1763831000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table rate_counts (
        key bytea primary key,
        count integer not null,
        ends_at timestamptz not null
      )`);
    await runner.query(`create index rate_counts_ended on rate_counts (ends_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table rate_counts`);
  }
}
