import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has ended is counted once, and kept by day and by week until a question of that time changes. */
export class KeepSumsOfNorms1763835000400 implements MigrationInterface {
  name = 'KeepSumsOfNorms1763835000400';

  async up(runner: QueryRunner): Promise<void> {
    // `subject`: an own norm, whose periods are days in Amsterdam; or the kind of a marketplace, whose periods are Mondays.
    await runner.query(`
      create table norm_sums (
        organisation_id uuid not null references organisations on delete cascade,
        subject text not null,
        period date not null,
        sums jsonb not null,
        primary key (organisation_id, subject, period)
      )`);
    await runner.query(`select balie_protect('norm_sums')`);
    // Whoever counts holds the lock alone, whoever changes holds it with others: what is kept is never older than what it is of.
    await runner.query(`
      create function balie_forget_norm_sums() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(hashtextextended('norm-sums:' || o.organisation_id, 0))
           from (select distinct organisation_id from changed) o;
        delete from norm_sums s using changed c where s.organisation_id = c.organisation_id
           and (s.period = c.week or s.period = (c.asked_at at time zone 'Europe/Amsterdam')::date);
        return null;
      end $$`);
    for (const [name, what, table] of [
      ['added', 'insert', 'new'],
      ['changed', 'update', 'new'],
      ['changed_from', 'update', 'old'],
      ['removed', 'delete', 'old'],
    ])
      await runner.query(`
        create trigger norm_questions_${name} after ${what} on norm_questions referencing ${table} table as changed
        for each statement execute function balie_forget_norm_sums()`);
    // What waits is judged by time alone; what came after a moment of a week tells what is still to come.
    await runner.query(`create index norm_questions_waiting on norm_questions (organisation_id, asked_at) where solved_at is null`);
    await runner.query(`drop index norm_questions_open`);
    await runner.query(`
      create index norm_questions_open on norm_questions (organisation_id, due_at)
      where marketplace is not null and answered_at is null and solved_at is null`);
    await runner.query(`drop index norm_questions_week`);
    await runner.query(`
      create index norm_questions_week on norm_questions (organisation_id, week, asked_at) include (shop_id, marketplace)
      where marketplace is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index norm_questions_week, norm_questions_open, norm_questions_waiting`);
    await runner.query(`create index norm_questions_week on norm_questions (organisation_id, week) where marketplace is not null`);
    await runner.query(`
      create index norm_questions_open on norm_questions (organisation_id, due_at) where marketplace is not null and answered_at is null`);
    for (const name of ['added', 'changed', 'changed_from', 'removed'])
      await runner.query(`drop trigger norm_questions_${name} on norm_questions`);
    await runner.query(`drop function balie_forget_norm_sums()`);
    await runner.query(`drop table norm_sums`);
  }
}
