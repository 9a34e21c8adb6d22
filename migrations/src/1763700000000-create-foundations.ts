import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every later table needs: extensions, the Dutch search configuration, and `balie_protect(table)`, which puts a
 * table behind row-level security. A transaction sees one organisation's rows (`balie.organisation_id`), or all rows
 * in the system scope (`balie.system_scope`); without either it sees none. The settings stand in sub-selects so that
 * PostgreSQL reads them once per query and not once per row.
 */
export class CreateFoundations1763700000000 implements MigrationInterface {
  name = 'CreateFoundations1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists pg_trgm`);
    await runner.query(`create extension if not exists unaccent`);
    await runner.query(`
      create function balie_protect(target regclass) returns void language plpgsql as $$
      begin
        execute format('alter table %s enable row level security', target);
        execute format('alter table %s force row level security', target);
        execute format($policy$
          create policy organisation_fence on %s using (
            organisation_id = (select nullif(current_setting('balie.organisation_id', true), '')::uuid)
            or (select current_setting('balie.system_scope', true) = 'on')
          )$policy$, target);
      end $$`);
    await runner.query(`create text search configuration balie (copy = dutch)`);
    await runner.query(`
      alter text search configuration balie
        alter mapping for hword, hword_part, word, asciihword, asciiword, hword_asciipart with unaccent, dutch_stem`);

    await runner.query(`
      create table outbox_events (
        id bigint generated always as identity primary key,
        organisation_id uuid not null,
        type text not null,
        payload jsonb not null,
        attempts int not null default 0,
        next_attempt_at timestamptz not null default now(),
        last_error text,
        created_at timestamptz not null default now()
      )`);
    await runner.query(`create index outbox_events_due on outbox_events (next_attempt_at, id)`);
    await runner.query(`select balie_protect('outbox_events')`);

    // Process-wide, not of one organisation: who pulls which mailbox, which server processes are alive.
    await runner.query(`
      create table leases (
        name text primary key,
        holder text not null,
        expires_at timestamptz not null
      )`);
    await runner.query(`
      create table server_processes (
        id text primary key,
        worker_ids text[] not null default '{}',
        started_at timestamptz not null,
        heartbeat_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table server_processes`);
    await runner.query(`drop table leases`);
    await runner.query(`drop table outbox_events`);
    await runner.query(`drop text search configuration balie`);
    await runner.query(`drop function balie_protect(regclass)`);
  }
}
