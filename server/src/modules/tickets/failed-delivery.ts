import type { Tx } from '../../platform/database/unit-of-work.ts';

/** The ticket before its message, as everywhere: two who lock in the same order never wait for each other. */
export async function lockTicketOf(tx: Tx, messageId: string): Promise<void> {
  await tx.query(
    `select 1 from tickets where organisation_id = $2 and id = (select ticket_id from messages where id = $1 and organisation_id = $2)
      for no key update`,
    [messageId, tx.organisationId],
  );
}

/** Puts the ticket's mark of a failed delivery right. @returns whether it changed */
export async function markFailedDelivery(tx: Tx, ticketId: string, now: Date): Promise<boolean> {
  const changed = await tx.execute(
    `update tickets t set has_failed_delivery = f.failed, version = version + 1, updated_at = $3
       from (select exists (select 1 from messages m where m.ticket_id = $1 and m.delivery_state = 'failed') as failed) f
      where t.id = $1 and t.organisation_id = $2 and t.has_failed_delivery <> f.failed`,
    [ticketId, tx.organisationId, now],
  );
  return changed > 0;
}
