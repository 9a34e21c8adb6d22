import type pg from 'pg';

/** How each open ticket has a deadline around now: a fifth is overdue, some are warned of. By the number of the ticket, so always the same. */
const DEADLINES = `
  update tickets t set due_at = d.due_at, is_pressing = d.due_at < $2::timestamptz + interval '30 minutes',
      deadline = jsonb_build_object('target', 'first_response', 'dueAt', to_char(d.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'warnAt', to_char((d.due_at - interval '30 minutes') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'leftSeconds', null,
        'state', case when d.due_at < $2 then 'breached' when d.due_at < $2::timestamptz + interval '30 minutes' then 'warned' else 'running' end)
    from (select id, $2::timestamptz + make_interval(mins => number % 2000 - 400) as due_at from tickets
           where organisation_id = $1 and status = 'open') d
   where t.id = d.id`;

/** Promises that were decided today, and in the weeks before. */
const CLOCKS = `
  insert into sla_clocks (id, organisation_id, ticket_id, target, cause, state, started_at, ended_at, target_ms, worked_ms, spans, breached_at)
  select uuidv7(), $1, id, 'first_response', id, case when number % 9 = 0 then 'breached' else 'met' end, $2::timestamptz - interval '1 day',
         $2::timestamptz - make_interval(mins => number % 60000), 3600000, 0, '[]',
         case when number % 9 = 0 then $2::timestamptz - make_interval(mins => number % 60000) end
    from tickets where organisation_id = $1 and number % 4 = 0`;

/** Gives the tickets of the large database deadlines, and takes them away again: other benchmarks know it without. */
export async function promised<T>(eye: pg.Client, organisationId: string, work: () => Promise<T>): Promise<T> {
  const now = new Date();
  try {
    await eye.query(DEADLINES, [organisationId, now]);
    await eye.query(CLOCKS, [organisationId, now]);
    await eye.query('vacuum (analyze) tickets, sla_clocks');
    return await work();
  } finally {
    await eye.query('delete from sla_clocks where organisation_id = $1', [organisationId]);
    await eye.query(
      'update tickets set due_at = null, deadline = null, is_pressing = false where organisation_id = $1 and due_at is not null',
      [organisationId],
    );
  }
}
