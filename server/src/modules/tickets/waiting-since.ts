import type { Tx } from '../../platform/database/unit-of-work.ts';

/**
 * The first inbound message after the newest answer, of the ticket that an SQL expression names. Machines wait for nobody,
 * nor does who was spoken to.
 * An answer that came back was none, nor is what went to others than the customer, nor what a machine of ours wrote.
 */
const waitingSinceOf = (ticket: string) => `
  (select min(i.created_at) from messages i
    where i.ticket_id = ${ticket} and i.direction = 'inbound' and i.nature in ('personal', 'list')
      and (i.call is null or (i.call->>'outcome' = 'missed' and i.call->>'calledBackAt' is null))
      and i.created_at > coalesce((select max(o.created_at) from messages o
        where o.ticket_id = ${ticket} and o.direction = 'outbound' and o.delivery_state <> 'undone' and o.bounce is null and not o.aside
          and o.nature = 'personal'), '-infinity'))`;

/** Since when the customers of these tickets wait for an answer, by their messages; left out when they do not. */
export async function readWaitingSince(tx: Tx, ticketIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await tx.query<{ id: string; since: Date | null }>(
    `select t.id, ${waitingSinceOf('t.id')} as since from tickets t where t.id = any($1::uuid[]) and t.organisation_id = $2`,
    [ticketIds, tx.organisationId],
  );
  return new Map(rows.flatMap(({ id, since }) => (since ? [[id, since] as const] : [])));
}

/** What of a ticket follows from its messages. */
export interface FromMessages {
  /** The customer's first message that nobody has answered. */
  readonly waitingSince: Date | null;
  /** Of the newest message that was not taken back; a person's to or from the customer before others. */
  readonly text: string;
  readonly direction: 'inbound' | 'outbound' | 'note';
  readonly at: Date;
}

/** Reads it anew, for when the ticket's own columns cannot tell any more. Undefined: every message was taken back. */
export async function readFromMessages(tx: Tx, ticketId: string): Promise<FromMessages | undefined> {
  const [row] = await tx.query<FromMessages>(
    `select left(newest.text, 4000) as text, newest.direction, newest.created_at as at,
${waitingSinceOf('$1')} as "waitingSince"
       from messages newest
      where newest.ticket_id = $1 and newest.organisation_id = $2 and newest.delivery_state <> 'undone'
      order by (newest.nature = 'personal' and not newest.aside) desc, newest.created_at desc, newest.id desc limit 1`,
    [ticketId, tx.organisationId],
  );
  return row;
}
