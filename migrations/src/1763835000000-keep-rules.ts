import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is done by itself: rules, what they did and why, and when those that wait are to look. */
export class KeepRules1763835000000 implements MigrationInterface {
  name = 'KeepRules1763835000000';

  async up(runner: QueryRunner): Promise<void> {
    // `active_since`: what was over before that is left alone by rules that wait. `switched_off`: it ran wild.
    await runner.query(`
      create table rules (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        name text not null,
        active boolean not null,
        active_since timestamptz,
        position int not null,
        terms jsonb not null,
        switched_off_at timestamptz,
        switched_off_ticket_id uuid references tickets on delete set null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create unique index rules_name on rules (organisation_id, lower(name))`);

    // The row is the claim: what happened once to a ticket sets a rule off once, whoever hears of it, however often.
    await runner.query(`
      create table rule_runs (
        id uuid primary key,
        organisation_id uuid not null references organisations on delete cascade,
        rule_id uuid not null references rules on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        key text not null,
        happened text not null,
        outcome text not null check (outcome in ('fired', 'braked', 'failed')),
        reason text,
        checked jsonb not null,
        effects jsonb not null,
        created_at timestamptz not null,
        unique (rule_id, ticket_id, key)
      )`);
    await runner.query(`create index rule_runs_newest on rule_runs (organisation_id, id desc)`);
    await runner.query(`create index rule_runs_rule on rule_runs (rule_id, id desc)`);
    await runner.query(`create index rule_runs_ticket on rule_runs (ticket_id, id desc)`);

    // `anchor`: since when time is counted. `trigger`: which of the rule's moments.
    await runner.query(`
      create table rule_timers (
        rule_id uuid not null references rules on delete cascade,
        ticket_id uuid not null references tickets on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        trigger int not null,
        anchor timestamptz not null,
        due_at timestamptz,
        primary key (rule_id, ticket_id, trigger)
      )`);
    await runner.query(`create index rule_timers_due on rule_timers (due_at) where due_at is not null`);
    await runner.query(`create index rule_timers_ticket on rule_timers (ticket_id)`);

    // Whom a rule wrote to last, so that nobody hears from it more often than it says.
    await runner.query(`
      create table rule_answers (
        rule_id uuid not null references rules on delete cascade,
        organisation_id uuid not null references organisations on delete cascade,
        channel_account_id uuid not null references channel_accounts on delete cascade,
        address text not null,
        at timestamptz not null,
        primary key (rule_id, channel_account_id, address)
      )`);
    await runner.query(`create index rule_answers_account on rule_answers (channel_account_id, address)`);

    // Which kinds there are is told by the contract; each chapter of the house adds its own.
    await runner.query(`alter table notifications drop constraint if exists notifications_kind_check`);
    for (const table of ['rules', 'rule_runs', 'rule_timers', 'rule_answers']) await runner.query(`select balie_protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table rule_answers, rule_timers, rule_runs, rules`);
    await runner.query(`delete from notifications where kind in ('rule', 'rule_stopped')`);
    await runner.query(`
      alter table notifications add constraint notifications_kind_check check (kind in ('mention', 'assigned', 'sla_warned', 'sla_breached'))`);
  }
}
