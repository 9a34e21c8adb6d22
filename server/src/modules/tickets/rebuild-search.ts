import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { addToSearch, people } from './search-index.ts';

interface Content {
  readonly number: number;
  readonly subject: string;
  readonly contactName: string;
  readonly lastMessageAt: Date;
  /** Of the tickets that went up in it. */
  readonly mergedNumbers: readonly number[];
  /** By what it was known in another system, such as `#1042`. */
  readonly importedNumbers: readonly string[];
  readonly messages: readonly {
    readonly direction: string;
    readonly text: string;
    readonly author: readonly string[];
    readonly recipients: readonly MailAddress[];
    readonly hasFiles: boolean;
  }[];
}

/** Makes what a ticket is found by anew, from what stands in it; for changes that take something away. */
export async function rebuildSearch(tx: Tx, ticketId: string): Promise<void> {
  const [content] = await tx.query<Content>(
    `select t.number, t.subject, c.name as "contactName", t.last_message_at as "lastMessageAt",
            array(select g.number from tickets g where g.organisation_id = t.organisation_id and g.merged_into_id = t.id) as "mergedNumbers",
            array(select v.data->>'number' from activities v where v.ticket_id = t.id and v.type = 'imported') as "importedNumbers",
            coalesce((select jsonb_agg(jsonb_build_object(
                        'direction', m.direction, 'text', m.text, 'author', jsonb_build_array(m.author_name, m.author_address),
                        'recipients', m.to_addresses || m.cc_addresses,
                        'hasFiles', exists (select from attachments a where a.message_id = m.id)) order by m.created_at, m.id)
                        from messages m where m.ticket_id = t.id and m.delivery_state <> 'undone'), '[]') as messages
       from tickets t join contacts c on c.id = t.contact_id where t.organisation_id = $1 and t.id = $2`,
    [tx.organisationId, ticketId],
  );
  if (!content) return;
  await tx.query('delete from ticket_search where organisation_id = $1 and ticket_id = $2', [tx.organisationId, ticketId]);
  const { number, subject, contactName, lastMessageAt, mergedNumbers, importedNumbers, messages } = content;
  await addToSearch(tx, {
    ticketId,
    organisationId: tx.organisationId,
    number,
    subject,
    names: [contactName, ...messages.flatMap((message) => (message.direction === 'inbound' ? message.author : []))],
    recipients: messages.flatMap((message) => people(message.recipients)),
    hasFiles: messages.some((message) => message.hasFiles),
    text: [...mergedNumbers, ...importedNumbers, ...messages.map((message) => message.text)].join('\n'),
    lastMessageAt,
  });
}
