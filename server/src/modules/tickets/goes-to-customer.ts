import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { LockedTicket } from './lock-ticket.ts';
import type { InboundMessage } from './ticket-intake.ts';

/**
 * Does mail of ours reach somebody who waits in this ticket: its contact, under whatever address, or somebody who came in
 * by a customer's message? Whom a colleague brought in first, a supplier say, is none of them, also when they answered since.
 */
export async function goesToCustomer(tx: Tx, ticket: LockedTicket, { replyRecipients }: InboundMessage): Promise<boolean> {
  const addresses = [...replyRecipients.to, ...replyRecipients.cc].map(({ address }) => address.toLowerCase());
  const found = await tx.query(
    `select 1 from contact_identities
      where organisation_id = $1 and contact_id = $3 and kind = 'email' and value = any($4::text[])
     union all
     select 1 from unnest($4::text[]) as a(address)
      cross join lateral (
        select m.direction from messages m
         where m.organisation_id = $1 and m.ticket_id = $2 and not m.from_stranger and m.direction <> 'note' and m.delivery_state <> 'undone'
           and (lower(m.from_address->>'address') = a.address or (m.direction = 'inbound' and lower(m.author_address) = a.address)
             or exists (select 1 from jsonb_array_elements(m.to_addresses || m.cc_addresses || m.bcc_addresses) r
                         where lower(r->>'address') = a.address))
         order by m.created_at, m.id limit 1) first
      where first.direction = 'inbound'
     limit 1`,
    [tx.organisationId, ticket.id, ticket.contactId, addresses],
  );
  return found.length > 0;
}
