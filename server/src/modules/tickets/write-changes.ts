import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { LockedTicket } from './lock-ticket.ts';
import { addToSearch } from './search-index.ts';
import type { PlannedChange } from './ticket-changes.ts';
import { CUSTOMER_WAITS } from './ticket-status.ts';
import { readWaitingSince } from './waiting-since.ts';

interface Planned {
  readonly ticket: LockedTicket;
  readonly change: PlannedChange;
}

/** Writes planned changes of locked tickets: the rows in one statement, their tags in two more. */
export async function writeChanges(tx: Tx, planned: readonly Planned[], now: Date): Promise<void> {
  // A ticket that is opened again has the customer waiting since the first message that was not answered.
  const reopened = planned.filter(({ ticket, change }) => CUSTOMER_WAITS[change.next.status] && !CUSTOMER_WAITS[ticket.status]);
  const since = await readWaitingSince(
    tx,
    reopened.map(({ ticket }) => ticket.id),
  );
  const rows = planned.map(({ ticket, change: { next } }) => ({
    id: ticket.id,
    ...next,
    waitingSince: CUSTOMER_WAITS[next.status] ? (since.get(ticket.id) ?? ticket.waitingSince) : null,
  }));
  await tx.query(
    `update tickets t set status = n.status, snoozed_until = n."snoozedUntil", priority = n.priority, assignee_id = n."assigneeId",
       team_id = n."teamId", subject = n.subject, waiting_since = n."waitingSince",
       tags = array(select jsonb_array_elements_text(n.tags)), version = version + 1, updated_at = $3
       from jsonb_to_recordset($2::jsonb) as n(id uuid, status text, "snoozedUntil" timestamptz, priority text, "assigneeId" uuid,
         "teamId" uuid, subject text, "waitingSince" timestamptz, tags jsonb)
      where t.id = n.id and t.organisation_id = $1`,
    [tx.organisationId, JSON.stringify(rows), now],
  );
  await writeTags(tx, planned);
  for (const { ticket, change } of planned) {
    if (change.next.subject === ticket.subject) continue;
    const { id: ticketId, lastMessageAt } = ticket;
    await addToSearch(tx, { ticketId, organisationId: tx.organisationId, subject: change.next.subject, text: '', lastMessageAt });
  }
}

async function writeTags(tx: Tx, planned: readonly Planned[]): Promise<void> {
  const pairs = (of: (change: Planned) => readonly string[]) =>
    planned.flatMap((change) => of(change).map((name) => ({ ticketId: change.ticket.id, name })));
  const added = pairs(({ ticket, change }) => change.next.tags.filter((tag) => !ticket.tags.includes(tag)));
  const removed = pairs(({ ticket, change }) => ticket.tags.filter((tag) => !change.next.tags.includes(tag)));
  if (added.length > 0) {
    // Tags first and sorted: several colleagues may invent the same ones at once.
    await tx.query(
      `insert into tags (organisation_id, name) select $1, name from unnest($2::text[]) as name group by name order by name on conflict do nothing`,
      [tx.organisationId, added.map((pair) => pair.name)],
    );
    await tx.query(
      `insert into ticket_tags (ticket_id, organisation_id, name)
       select p."ticketId", $1, p.name from jsonb_to_recordset($2::jsonb) as p("ticketId" uuid, name text) on conflict do nothing`,
      [tx.organisationId, JSON.stringify(added)],
    );
  }
  if (removed.length > 0) {
    await tx.query(
      `delete from ticket_tags t using jsonb_to_recordset($2::jsonb) as p("ticketId" uuid, name text)
        where t.ticket_id = p."ticketId" and t.name = p.name and t.organisation_id = $1`,
      [tx.organisationId, JSON.stringify(removed)],
    );
  }
}
