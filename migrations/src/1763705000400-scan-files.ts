import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the virus scanner said of a file; null: nobody asked. */
export class ScanFiles1763705000400 implements MigrationInterface {
  name = 'ScanFiles1763705000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table files
        add column scan text check (scan in ('waiting', 'clean', 'infected', 'unscannable')),
        add column virus text`);
    await runner.query(`create index files_to_scan on files (organisation_id, created_at) where scan = 'waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index files_to_scan`);
    await runner.query(`alter table files drop column virus, drop column scan`);
  }
}
