import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { bareSubject } from './bare-subject.ts';

interface Answered {
  readonly id: string;
  readonly subject: string;
  /** By which the answer goes. */
  readonly channelKind: ChannelKind;
}

/**
 * The subject under which an answer leaves: of the customer's newest message where that speaks of something else than the
 * ticket is called. An answer under another subject than the question's is lost on its reader, and their mail program.
 * What began by another channel may be called after a number alone, which says nothing to them.
 */
export async function answeredSubject(tx: Tx, { id, subject, channelKind }: Answered, agentId: string): Promise<string> {
  const [newest] = await tx.query<{ subject: string }>(
    `select subject from messages
      where organisation_id = $1 and ticket_id = $2 and direction = 'inbound' and nature = 'personal' and not from_stranger and subject <> ''
        and channel_kind = $3
      order by created_at desc, id desc limit 1`,
    [tx.organisationId, id, channelKind],
  );
  if (!newest) return /\p{L}/u.test(subject) ? subject : questionTo(tx, id, agentId);
  const bare = bareSubject(newest.subject);
  return bare !== '' && bare !== bareSubject(subject) ? newest.subject : subject;
}

async function questionTo(tx: Tx, ticketId: string, agentId: string): Promise<string> {
  const [names] = await tx.query<{ shop: string; locale: 'nl' | 'en' | null }>(
    `select s.name as shop, (select locale from agents where id = $3 and organisation_id = $1) as locale
       from tickets t join shops s on s.id = t.shop_id where t.organisation_id = $1 and t.id = $2`,
    [tx.organisationId, ticketId, agentId],
  );
  return names?.locale === 'en' ? `Your question to ${names.shop}` : `Je vraag aan ${names?.shop ?? ''}`;
}
