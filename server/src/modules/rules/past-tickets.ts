import type { RuleTrigger, RuleTriggerKind } from '@balie/shared/contracts/rules.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';

const activity = (...types: string[]) =>
  `(select max(v.created_at) from activities v where v.ticket_id = t.id and v.created_at >= $2 and v.type in (${types.map((type) => `'${type}'`).join(', ')}))`;
const message = (condition: string) =>
  `(select max(m.created_at) from messages m where m.ticket_id = t.id and m.created_at >= $2 and ${condition})`;

/** When something of the kind happened last, by what tickets keep. */
const LAST: Record<Exclude<RuleTriggerKind, 'time_passed'>, string> = {
  created: 'case when t.created_at >= $2 then t.created_at end',
  message_in: message(`m.direction = 'inbound'`),
  message_out: message(
    `m.direction = 'outbound' and m.nature = 'personal' and not m.aside and m.delivery_state in ('sent', 'delivered', 'read')`,
  ),
  call_missed: message(`m.direction = 'inbound' and m.call->>'outcome' = 'missed'`),
  status_changed: activity('status_changed', 'snoozed', 'woken', 'reopened'),
  assigned: activity('assigned', 'team_changed'),
  priority_changed: activity('priority_changed'),
  tag_added: activity('tags_changed'),
  sla_warned: activity('sla_warned'),
  sla_breached: activity('sla_breached'),
};

/**
 * Tickets at which something of this happened since then, the newest first, and when.
 * @returns `at` null: only time may have passed
 */
export function pastTickets(
  reader: Reader,
  when: readonly RuleTrigger[],
  since: Date,
  limit: number,
): Promise<{ id: string; at: Date | null }[]> {
  const moments = [...new Set(when.flatMap(({ kind }) => (kind === 'time_passed' ? [] : [LAST[kind]])))];
  const waits = when.some(({ kind }) => kind === 'time_passed');
  const at = moments.length > 0 ? `greatest(${moments.join(', ')})` : 'null::timestamptz';
  return reader.query(
    `select p.id, p.at from (
       select t.id, t.last_message_at, ${at} as at from tickets t
        where t.organisation_id = $1 and t.updated_at >= $2 and t.merged_into_id is null) p
      where ${waits ? '$2::timestamptz is not null' : 'p.at is not null'} order by p.last_message_at desc, p.id desc limit $3`,
    [reader.organisationId, since, limit],
  );
}
