import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that are too large for a mail go as links. The token stands here as it is, not as a hash: a mail that is sent
 * again, or copied among the sent mail, must hold the same link.
 */
export class LinkFiles1763705000200 implements MigrationInterface {
  name = 'LinkFiles1763705000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table file_links (
        attachment_id uuid primary key references attachments on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        token text not null unique,
        expires_at timestamptz not null,
        downloads int not null default 0,
        last_download_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz not null default now()
      )`);
    await runner.query(`select balie_protect('file_links')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table file_links`);
  }
}
