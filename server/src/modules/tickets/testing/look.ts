import type { Activity, Message, TicketRow } from '@balie/shared/contracts/tickets.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';
import { inOrganisation } from '../../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { loadActivities, loadMessages, loadTicketRows } from '../load-rows.ts';

/** What stands in the database, as the wire shows it. */
export interface SeenTicket {
  readonly ticket: TicketRow;
  /** Oldest first. */
  readonly messages: Message[];
  readonly activities: Activity[];
}

/** Runs a query as this organisation. */
export function asOrganisation<T>(app: TestApp, organisationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inOrganisation(organisationId, () => app.app.get(UnitOfWork).run(work));
}

/** All tickets of the organisation, by number. */
export function seeTickets(app: TestApp, organisationId: string): Promise<TicketRow[]> {
  return asOrganisation(app, organisationId, async (tx) => {
    const ids = await tx.query<{ id: string }>('select id from tickets');
    const rows = await loadTicketRows(
      tx,
      ids.map((row) => row.id),
    );
    return rows.sort((one, other) => one.number - other.number);
  });
}

export function seeTicket(app: TestApp, organisationId: string, ticketId: string): Promise<SeenTicket> {
  return asOrganisation(app, organisationId, async (tx) => {
    const [ticket] = await loadTicketRows(tx, [ticketId]);
    if (!ticket) throw new Error(`There is no ticket ${ticketId}`);
    const messages = await tx.query<{ id: string }>('select id from messages where ticket_id = $1', [ticketId]);
    const activities = await tx.query<{ id: string }>('select id from activities where ticket_id = $1', [ticketId]);
    const rows = await loadMessages(
      tx,
      messages.map((row) => row.id),
    );
    return {
      ticket,
      messages: rows.sort((one, other) => one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id)),
      activities: await loadActivities(
        tx,
        activities.map((row) => row.id),
      ),
    };
  });
}
