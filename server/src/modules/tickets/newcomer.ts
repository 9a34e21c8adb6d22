import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { bareSubject } from './bare-subject.ts';
import type { LockedTicket } from './lock-ticket.ts';
import type { InboundMessage } from './ticket-intake.ts';

export interface Newcomer {
  readonly fromStranger: boolean;
  readonly newSubject: boolean;
}

/**
 * What is unusual about a message of this ticket: its sender had no part in it, or whoever sent it in their name, or its
 * subject is another one. Whoever a stranger brings along stays a stranger until a colleague writes to them. History comes in any order and is not judged.
 */
export async function judgeNewcomer(tx: Tx, ticket: LockedTicket, message: InboundMessage, contactId: string): Promise<Newcomer> {
  if (message.silent || message.nature === 'bounce' || message.direction === 'outbound') return { fromStranger: false, newSubject: false };
  const { sender, senderUnproven, from } = message;
  return {
    fromStranger:
      (contactId !== ticket.contactId && !(await tookPart(tx, ticket.id, sender.identity?.value ?? ''))) ||
      (senderUnproven === true && !(await tookPart(tx, ticket.id, storable(from.address)))),
    // Where people talk in short lines, each line is its own subject.
    newSubject: message.nature === 'personal' && !message.thread.bySender && (await isNewSubject(tx, ticket, message.subject)),
  };
}

async function tookPart(tx: Tx, ticketId: string, address: string): Promise<boolean> {
  const found = await tx.prepared(
    `with contact as (select contact_id from contact_identities where organisation_id = $1 and kind = 'email' and value = lower($3))
     select 1 from tickets t join contact c on c.contact_id = t.contact_id where t.organisation_id = $1 and t.id = $2
     union all
     select 1 from messages m
      where m.organisation_id = $1 and m.ticket_id = $2 and not m.from_stranger and m.direction <> 'note' and m.delivery_state <> 'undone'
        and (m.author_contact_id = (select contact_id from contact) or lower(m.from_address->>'address') = lower($3)
          or exists (select 1 from jsonb_array_elements(m.to_addresses || m.cc_addresses || m.bcc_addresses) a
                      where lower(a->>'address') = lower($3)))
      limit 1`,
    [tx.organisationId, ticketId, address],
  );
  return found.length > 0;
}

async function isNewSubject(tx: Tx, ticket: LockedTicket, subject: string): Promise<boolean> {
  const bare = bareSubject(subject);
  if (bare === '' || bare === bareSubject(ticket.subject)) return false;
  const known = await tx.prepared<{ subject: string }>(
    `select distinct subject from messages where organisation_id = $1 and ticket_id = $2 and subject <> ''`,
    [tx.organisationId, ticket.id],
  );
  return known.length > 0 && known.every((other) => bareSubject(other.subject) !== bare);
}
