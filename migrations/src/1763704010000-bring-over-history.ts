import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Imports of history: the runs with their files and how far they are, what did not come in, and which records of another
 * system became what here, so that a later export adds only what is new.
 */
export class BringOverHistory1763704010000 implements MigrationInterface {
  name = 'BringOverHistory1763704010000';

  async up(runner: QueryRunner): Promise<void> {
    // `file_no` and `at`: everything before is done. `stalls`: starts since the last item that was done.
    await runner.query(`
      create table import_runs (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        started_by uuid references agents on delete set null,
        source text not null,
        state text not null check (state in ('uploading', 'queued', 'running', 'paused', 'finished', 'cancelled', 'failed')),
        retrying boolean not null default false,
        file_no int not null default 0,
        at bigint not null default 0,
        stalls int not null default 0,
        progress double precision not null default 0,
        made int not null default 0,
        known int not null default 0,
        skipped int not null default 0,
        failed int not null default 0,
        linked_files int not null default 0,
        error_code text,
        created_at timestamptz not null,
        started_at timestamptz,
        finished_at timestamptz,
        updated_at timestamptz not null
      )`);
    await runner.query(`create index import_runs_newest on import_runs (organisation_id, created_at desc, id desc)`);
    await runner.query(`
      create table import_files (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        run_id uuid not null references import_runs on delete cascade,
        name text not null,
        size_bytes bigint not null,
        storage_key text,
        created_at timestamptz not null
      )`);
    await runner.query(`create index import_files_run on import_files (run_id, id)`);
    await runner.query(`
      create table import_failures (
        run_id uuid not null references import_runs on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        file_no int not null,
        at bigint not null,
        file_name text not null,
        label text not null,
        code text not null,
        detail text not null,
        primary key (run_id, file_no, at)
      )`);
    // A ticket, a message, or a customer without an address, by its name in the system it came from.
    await runner.query(`
      create table imported_records (
        organisation_id uuid not null references organisations on delete cascade,
        external_key text not null,
        ticket_id uuid references tickets on delete cascade,
        message_id uuid references messages on delete cascade,
        contact_id uuid references contacts on delete cascade,
        primary key (organisation_id, external_key)
      )`);
    for (const column of ['ticket_id', 'message_id', 'contact_id']) {
      await runner.query(`create index imported_records_${column} on imported_records (${column}) where ${column} is not null`);
    }
    // Who is who in the system it came from, where its export tells apart from the tickets.
    await runner.query(`
      create table imported_people (
        organisation_id uuid not null references organisations on delete cascade,
        external_key text not null,
        name text not null,
        address text not null,
        is_colleague boolean not null,
        primary key (organisation_id, external_key)
      )`);
    for (const table of ['import_runs', 'import_files', 'import_failures', 'imported_records', 'imported_people']) {
      await runner.query(`select balie_protect('${table}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table imported_people, imported_records, import_failures, import_files, import_runs`);
  }
}
