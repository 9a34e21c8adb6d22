import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Contacts } from '../contacts/public.ts';
import { keepKeys } from './find-by-key.ts';
import { stored, threadKeys } from './inbound-record.ts';
import { loadMessage } from './load-rows.ts';
import { MessageNotAlone } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';
import type { InboundMessage } from './ticket-intake.ts';

/** What becomes of mail that came from a marketplace and was not understood at once. */
@Injectable()
export class MarketplaceMessages {
  constructor(
    private readonly contacts: Contacts,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** A colleague has looked: it is all right that nothing was read out of it. @throws {NotFound} */
  async leave(tx: Tx, messageId: string): Promise<Message> {
    const [row] = await tx.query<{ ticketId: string }>(
      `with changed as (
         update messages set marketplace = jsonb_set(marketplace, '{recognised}', '"left"')
          where organisation_id = $1 and id = $2 and marketplace is not null returning ticket_id)
       select ticket_id as "ticketId" from changed`,
      [tx.organisationId, messageId],
    );
    if (!row) throw new NotFound('message');
    return this.told(tx, row.ticketId, messageId);
  }

  /**
   * The message as it is understood now, in the same ticket, which goes over to the channel and the customer it names.
   * @throws {NotFound | MessageNotAlone} when others have spoken in the ticket
   */
  async understand(tx: Tx, messageId: string, message: InboundMessage): Promise<Message> {
    const [row] = await tx.query<{ ticketId: string; others: number }>(
      `select m.ticket_id as "ticketId",
              (select count(*)::int from messages o where o.ticket_id = m.ticket_id and o.id <> m.id and o.direction <> 'note') as others
         from messages m join tickets t on t.id = m.ticket_id where m.organisation_id = $1 and m.id = $2 for update of t`,
      [tx.organisationId, messageId],
    );
    if (!row) throw new NotFound('message');
    if (row.others > 0) throw new MessageNotAlone();
    const { identity, also = [], name } = message.sender;
    if (!identity) throw new NotFound('contact');
    const contact = await this.contacts.findOrCreate(tx, identity, name);
    if (also.length > 0) await this.contacts.unite(tx, [identity, ...also]);
    const { replyRecipients, marketplace } = stored(message, threadKeys(message));
    await tx.query(
      `update messages set channel_account_id = $3, channel_kind = $4, html = $5, text = $6, full_html = $7, full_text = $8,
         reply_recipients = $9, marketplace = $10, nature = $11, author_contact_id = $12, author_name = $13
        where organisation_id = $1 and id = $2`,
      [
        tx.organisationId,
        messageId,
        message.channelAccountId,
        message.channelKind,
        message.html,
        message.text,
        message.fullHtml,
        message.fullText,
        JSON.stringify(replyRecipients),
        JSON.stringify(marketplace),
        message.nature,
        contact.id,
        name || contact.name,
      ],
    );
    await tx.query(
      `update tickets set channel_account_id = $3, channel_kind = $4, shop_id = $5, contact_id = $6, preview = left($7, 200),
         version = version + 1, updated_at = $8 where organisation_id = $1 and id = $2`,
      [
        tx.organisationId,
        row.ticketId,
        message.channelAccountId,
        message.channelKind,
        message.shopId,
        contact.id,
        message.text.replace(/\s+/g, ' '),
        this.clock.now(),
      ],
    );
    keepKeys(tx, message.channelAccountId, message.thread.keys, row.ticketId);
    return this.told(tx, row.ticketId, messageId);
  }

  private async told(tx: Tx, ticketId: string, messageId: string): Promise<Message> {
    await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [messageId], activityIds: [] });
    return loadMessage(tx, messageId);
  }
}
