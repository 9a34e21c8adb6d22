import type { Tx } from '../../platform/database/unit-of-work.ts';
import { type NewActivity } from './record-activities.ts';

const WINDOW_MS = 10 * 60_000;
const MOST_IN_ONE_TICKET = 10;
const MOST_TICKETS = 20;
/** Enough of the newest messages to see either. */
const LOOKED_AT = 400;
/** A storm that goes on is told of once. */
const TOLD_WITHIN_MS = 24 * 3_600_000;

/** How many messages of a sender each ticket got of late; newest first. */
export type Recent = readonly { readonly ticketId: string; readonly count: number }[];

/** The window ends when the message was sent, so that mail that waited somewhere and comes in at once is no storm. */
export function recentOf(tx: Tx, contactId: string, at: Date): Promise<Recent> {
  return tx.prepared(
    `select ticket_id as "ticketId", count(*)::int as count from (
       select ticket_id, created_at from messages
        where organisation_id = $1 and author_contact_id = $2 and direction = 'inbound' and created_at > $3 and created_at <= $4
        order by created_at desc limit ${LOOKED_AT}) m
      group by ticket_id order by max(created_at) desc, ticket_id desc`,
    [tx.organisationId, contactId, new Date(at.getTime() - WINDOW_MS), at],
  );
}

/**
 * Does a machine answer our answers? So many messages of one sender within ten minutes that no person writes them.
 * @param ticketId where the message would go; undefined: it would open a ticket
 * @returns the ticket that takes the message instead
 */
export function brakeFor(recent: Recent, ticketId: string | undefined): string | undefined {
  if (ticketId !== undefined) return recent.some((of) => of.ticketId === ticketId && of.count >= MOST_IN_ONE_TICKET) ? ticketId : undefined;
  const all = recent.reduce((sum, { count }) => sum + count, 0);
  const storm = recent.length >= MOST_TICKETS || all >= LOOKED_AT || recent.some(({ count }) => count > MOST_IN_ONE_TICKET);
  return storm ? recent[0]?.ticketId : undefined;
}

/** The line that tells of it; none when the timeline holds one of late. */
export async function brakeActivity(tx: Tx, ticketId: string, now: Date): Promise<NewActivity[]> {
  const told = await tx.query(
    `select 1 from activities where organisation_id = $1 and ticket_id = $2 and type = 'braked' and created_at > $3 limit 1`,
    [tx.organisationId, ticketId, new Date(now.getTime() - TOLD_WITHIN_MS)],
  );
  return told.length > 0 ? [] : [{ ticketId, type: 'braked', agentId: null }];
}
