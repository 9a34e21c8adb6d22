import type { SlaTarget } from '@balie/shared/contracts/deadlines.ts';
import type { SlaClock } from '@balie/shared/contracts/sla.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import type { RawSpan } from './clock-rules.ts';

/** A clock as it is kept. Milliseconds since 1970. */
export interface StoredClock {
  readonly id: string;
  readonly ticketId: string;
  readonly target: SlaTarget;
  readonly cause: string;
  readonly policyId: string | null;
  readonly calendarId: string | null;
  readonly state: SlaClock['state'];
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly promisedMs: number;
  readonly workedMs: number;
  readonly spans: readonly (Omit<RawSpan, 'until'> & { readonly until: number | null })[];
  readonly warnAt: number | null;
  readonly dueAt: number | null;
  /** How long after the deadline something more is done, ascending. */
  readonly stepMinutes: readonly number[];
  readonly warnedAt: number | null;
  readonly breachedAt: number | null;
  readonly late: boolean;
  readonly stepsDone: number;
  /** When it has to be looked at next; null: never, as it is. */
  readonly nextSignalAt: number | null;
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
const COLUMNS = `
  id, ticket_id as "ticketId", target, cause, policy_id as "policyId", calendar_id as "calendarId", state, ${ms('started_at')} as "startedAt",
  ${ms('ended_at')} as "endedAt", target_ms::float8 as "promisedMs", worked_ms::float8 as "workedMs", spans, ${ms('warn_at')} as "warnAt",
  ${ms('due_at')} as "dueAt", step_minutes as "stepMinutes", ${ms('warned_at')} as "warnedAt", ${ms('breached_at')} as "breachedAt", late,
  steps_done as "stepsDone", ${ms('next_signal_at')} as "nextSignalAt"`;

/** Oldest first. In a change, of tickets that are locked. */
export function loadClocks(reader: Reader, ticketIds: readonly string[]): Promise<StoredClock[]> {
  return reader.prepared<StoredClock>(
    `select ${COLUMNS} from sla_clocks where ticket_id = any($1::uuid[]) and organisation_id = $2 order by started_at, target, id`,
    [ticketIds, reader.organisationId],
  );
}

const at = (column: string) => `to_timestamp(n."${column}" / 1000.0)`;

/** In one statement. */
export function saveClocks(tx: Tx, clocks: readonly StoredClock[]): void {
  if (clocks.length === 0) return;
  tx.write(
    `insert into sla_clocks as c (id, organisation_id, ticket_id, target, cause, policy_id, calendar_id, state, started_at, ended_at, target_ms,
       worked_ms, spans, warn_at, due_at, step_minutes, warned_at, breached_at, late, steps_done, next_signal_at)
     select n.id, $1, n."ticketId", n.target, n.cause, n."policyId", n."calendarId", n.state, ${at('startedAt')}, ${at('endedAt')},
            n."promisedMs", n."workedMs", n.spans, ${at('warnAt')}, ${at('dueAt')}, array(select jsonb_array_elements_text(n."stepMinutes")::int),
            ${at('warnedAt')}, ${at('breachedAt')}, n.late, n."stepsDone", ${at('nextSignalAt')}
       from jsonb_to_recordset($2::jsonb) as n(id uuid, "ticketId" uuid, target text, cause uuid, "policyId" uuid, "calendarId" uuid,
         state text, "startedAt" bigint, "endedAt" bigint, "promisedMs" bigint, "workedMs" bigint, spans jsonb, "warnAt" bigint,
         "dueAt" bigint, "stepMinutes" jsonb, "warnedAt" bigint, "breachedAt" bigint, late boolean, "stepsDone" int, "nextSignalAt" bigint)
     on conflict (ticket_id, target, cause) do update set policy_id = excluded.policy_id, calendar_id = excluded.calendar_id,
       state = excluded.state, started_at = excluded.started_at, ended_at = excluded.ended_at, target_ms = excluded.target_ms,
       worked_ms = excluded.worked_ms, spans = excluded.spans, warn_at = excluded.warn_at, due_at = excluded.due_at,
       step_minutes = excluded.step_minutes, warned_at = excluded.warned_at, breached_at = excluded.breached_at, late = excluded.late,
       steps_done = excluded.steps_done, next_signal_at = excluded.next_signal_at`,
    [tx.organisationId, JSON.stringify(clocks)],
  );
}

export function removeClocks(tx: Tx, ids: readonly string[]): void {
  if (ids.length > 0) tx.write('delete from sla_clocks where id = any($1::uuid[]) and organisation_id = $2', [ids, tx.organisationId]);
}
