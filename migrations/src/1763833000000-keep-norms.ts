import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['norm_questions', 'norm_calls', 'norms', 'norm_strikes', 'norm_alerts', 'norm_settings'];

/** What norms are held against (questions and calls, one row each), own norms, strikes that colleagues write down, and what was told. */
export class KeepNorms1763833000000 implements MigrationInterface {
  name = 'KeepNorms1763833000000';

  async up(runner: QueryRunner): Promise<void> {
    // One for each ticket that a customer began. `due_at`, `long_at`, `week` (its Monday): of a marketplace's alone.
    await runner.query(`
      create table norm_questions (
        ticket_id uuid primary key references tickets on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        shop_id uuid not null,
        channel_account_id uuid not null,
        channel_kind text not null,
        team_id uuid,
        asked_at timestamptz not null,
        answered_at timestamptz,
        worked_ms bigint,
        solved_at timestamptz,
        marketplace text,
        week date,
        due_at timestamptz,
        long_at timestamptz
      )`);
    await runner.query(`create index norm_questions_asked on norm_questions (organisation_id, asked_at)`);
    await runner.query(`create index norm_questions_week on norm_questions (organisation_id, week) where marketplace is not null`);
    await runner.query(`
      create index norm_questions_open on norm_questions (organisation_id, due_at)
      where marketplace is not null and answered_at is null`);
    // `in_hours`: it rang while the marketplace measures telephones.
    await runner.query(`
      create table norm_calls (
        message_id uuid primary key references messages on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        shop_id uuid not null,
        channel_kind text not null,
        team_id uuid,
        rang_at timestamptz not null,
        wait_seconds int,
        outcome text not null,
        week date not null,
        in_hours boolean not null
      )`);
    await runner.query(`create index norm_calls_rang on norm_calls (organisation_id, rang_at)`);
    await runner.query(`create index norm_calls_week on norm_calls (organisation_id, week) where in_hours`);
    await runner.query(`create index norm_calls_ticket on norm_calls (ticket_id)`);
    await runner.query(`
      create table norms (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        active boolean not null,
        terms jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create unique index norms_name on norms (organisation_id, lower(name))`);
    await runner.query(`
      create table norm_strikes (
        organisation_id uuid not null references organisations on delete cascade,
        shop_id uuid not null references shops on delete cascade,
        week date not null,
        given boolean not null,
        agent_id uuid references agents on delete set null,
        recorded_at timestamptz not null,
        primary key (organisation_id, shop_id, week)
      )`);
    // Told once for each norm, period and step. `norm`: the id of an own norm, or the name of a marketplace's figure.
    await runner.query(`
      create table norm_alerts (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        shop_id uuid references shops on delete cascade,
        norm_id uuid references norms on delete cascade,
        name text,
        label text not null,
        period date not null,
        step text not null check (step in ('at_risk', 'mail_near', 'broken')),
        facts jsonb not null,
        told_at timestamptz not null,
        put_away_at timestamptz,
        check (num_nonnulls(norm_id, name) = 1)
      )`);
    await runner.query(`create unique index norm_alerts_once on norm_alerts (organisation_id, shop_id, norm_id, name, period, step)
      nulls not distinct`);
    await runner.query(`create index norm_alerts_now on norm_alerts (organisation_id, told_at) where put_away_at is null`);
    // `filled_after`: the number of the ticket down to which those of before were gone over.
    await runner.query(`
      create table norm_settings (
        organisation_id uuid primary key references organisations on delete cascade,
        mail boolean not null default true,
        looked_at timestamptz,
        filled_after int,
        filled_at timestamptz
      )`);
    await runner.query(`create index order_shipments_shipped on order_shipments (source_id, shipped_at) where shipped_at is not null`);
    for (const table of TABLES) await runner.query(`select balie_protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index order_shipments_shipped`);
    await runner.query(`drop table norm_settings, norm_alerts, norm_strikes, norms, norm_calls, norm_questions`);
  }
}
