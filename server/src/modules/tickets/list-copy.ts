import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { InboundMessage } from './ticket-intake.ts';

export interface Original {
  readonly ticketId: string;
  readonly messageId: string;
}

/**
 * What a mailing list sends on keeps the Message-ID of its writer and gets a foot of the list: beside the mail that came
 * directly it is a copy. Other words, or a file that the direct one has not, are another mail, whatever its id.
 * @param externalId as it is stored
 */
export async function originalOf(tx: Tx, message: InboundMessage, externalId: string): Promise<Original | undefined> {
  if (!message.throughList || message.direction !== 'inbound') return undefined;
  const known = await tx.query<Original & { text: string; files: string[] }>(
    `select m.id as "messageId", m.ticket_id as "ticketId", coalesce(m.full_text, m.text) as text,
            array(select f.sha256 from attachments a join files f on f.organisation_id = a.organisation_id and f.id = a.file_id
                   where a.message_id = m.id) as files
       from messages m
      where m.organisation_id = $1 and m.channel_account_id = $2 and m.external_id = $3 and m.direction = 'inbound'
        and lower(m.author_address) = any($4::text[])
      order by m.created_at`,
    [tx.organisationId, message.channelAccountId, externalId, [message.from.address.toLowerCase(), message.sender.identity?.value ?? '']],
  );
  const words = linesOf(message.fullText ?? message.text);
  const isCopy = ({ text, files }: (typeof known)[number]) =>
    beginsWith(words, linesOf(text)) && message.attachments.every(({ sha256 }) => files.includes(sha256));
  return known.find(isCopy);
}

function beginsWith(lines: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length > 0 && beginning.every((line, index) => line === lines[index]);
}

/** Lists break and join white space. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}
