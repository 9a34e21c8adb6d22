import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Business calendars, the policies that promise answers in time, and the clocks that hold each ticket to them. */
export class KeepClocks1763832000000 implements MigrationInterface {
  name = 'KeepClocks1763832000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table business_calendars (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        is_default boolean not null default false,
        hours jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create unique index business_calendars_default on business_calendars (organisation_id) where is_default`);
    await runner.query(`create unique index business_calendars_name on business_calendars (organisation_id, lower(name))`);
    // Whose hours they are; a shop and an account has one calendar of its own at most.
    await runner.query(`
      create table business_calendar_uses (
        organisation_id uuid not null references organisations on delete cascade,
        calendar_id uuid not null references business_calendars on delete cascade,
        shop_id uuid unique references shops on delete cascade,
        channel_account_id uuid unique references channel_accounts on delete cascade,
        check (num_nonnulls(shop_id, channel_account_id) = 1)
      )`);
    await runner.query(`create index business_calendar_uses_calendar on business_calendar_uses (calendar_id)`);

    await runner.query(`
      create table sla_policies (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        active boolean not null,
        position int not null,
        terms jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create unique index sla_policies_name on sla_policies (organisation_id, lower(name))`);
    // `version` moves with every change of policies and calendars; without an active policy nothing is measured.
    await runner.query(`
      create table sla_settings (
        organisation_id uuid primary key references organisations on delete cascade,
        version int not null,
        is_measuring boolean not null,
        webhook_secret bytea
      )`);
    await runner.query(`
      create table sla_recomputes (
        organisation_id uuid primary key references organisations on delete cascade,
        version int not null,
        total int not null,
        done int not null default 0,
        after_id uuid,
        started_at timestamptz not null,
        finished_at timestamptz
      )`);

    // `cause`: the message that started it. What ends is kept, for the figures.
    await runner.query(`
      create table sla_clocks (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        target text not null check (target in ('first_response', 'next_response', 'resolution', 'speed_of_answer')),
        cause uuid not null,
        policy_id uuid references sla_policies on delete set null,
        calendar_id uuid references business_calendars on delete set null,
        state text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled')),
        started_at timestamptz not null,
        ended_at timestamptz,
        target_ms bigint not null,
        worked_ms bigint not null,
        spans jsonb not null,
        warn_at timestamptz,
        due_at timestamptz,
        step_minutes int[] not null default '{}',
        warned_at timestamptz,
        breached_at timestamptz,
        late boolean not null default false,
        steps_done int not null default 0,
        next_signal_at timestamptz,
        unique (ticket_id, target, cause)
      )`);
    await runner.query(`create index sla_clocks_next_signal on sla_clocks (next_signal_at) where next_signal_at is not null`);
    await runner.query(`create index sla_clocks_ended on sla_clocks (organisation_id, ended_at) where ended_at is not null`);

    // What was done already because of a clock: once, however often it is told.
    await runner.query(`
      create table sla_escalations (
        clock_id uuid not null references sla_clocks on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        key text not null,
        created_at timestamptz not null,
        primary key (clock_id, key)
      )`);

    for (const table of [
      'business_calendars',
      'business_calendar_uses',
      'sla_policies',
      'sla_settings',
      'sla_recomputes',
      'sla_clocks',
      'sla_escalations',
    ]) {
      await runner.query(`select balie_protect('${table}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table sla_escalations, sla_clocks, sla_recomputes, sla_settings, sla_policies, business_calendar_uses, business_calendars`,
    );
  }
}
