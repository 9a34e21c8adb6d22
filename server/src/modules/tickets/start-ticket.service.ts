import type { NewTicketRequest, TicketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Contacts, type FoundContact } from '../contacts/public.ts';
import { loadTicketAndMessage } from './load-rows.ts';
import { openTicket } from './open-ticket.ts';
import { QueueReply } from './queue-reply.ts';
import { checkNumbers, checkRecipients } from './recipients.ts';
import { addToSearch, people } from './search-index.ts';
import { loadSendingChannel } from './sending-channel.ts';
import { SendingRules } from './sending-rules.ts';
import { previewOf, storableSubject } from './storable-text.ts';
import { ticketsChanged } from './ticket.events.ts';
import { WriteTemplate } from './write-template.ts';
import { adopt, findRepeated } from './written-message.ts';

/** Writes to a customer first: a new ticket, of the first person it goes to, in the hands of who writes it. */
@Injectable()
export class StartTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: Contacts,
    private readonly queueReply: QueueReply,
    private readonly templates: WriteTemplate,
    private readonly rules: SendingRules,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | ChannelDisconnected | InvalidRecipient | EmptyMessage | AttachmentUnknown | ReplyWindowClosed |
   *   TemplateNotSendable | TemplateIncomplete | TemplateNeedsFile} */
  execute(agentId: string, request: NewTicketRequest): Promise<TicketAndMessage> {
    return this.unitOfWork.run(async (tx) => {
      const repeated = await findRepeated(tx, request.idempotencyKey);
      if (repeated) return loadTicketAndMessage(tx, repeated);
      const now = this.clock.now();
      const channel = await loadSendingChannel(tx, request.channelAccountId);
      const rules = this.rules.of(channel.kind);
      if (rules.reachedBy === 'phone') checkNumbers(request);
      else checkRecipients(request);
      const written = await this.templates.compose(tx, request.channelAccountId, request);
      const contact = await this.contactOf(tx, request, rules.reachedBy ?? 'email');
      const subject = storableSubject(request.subject);
      const opened = await openTicket(tx, {
        shopId: channel.shopId,
        channelAccountId: request.channelAccountId,
        channelKind: channel.kind,
        contactId: contact.id,
        subject,
        status: request.thenStatus,
        assigneeId: agentId,
        openedBy: agentId,
        snoozedUntil: null,
        waitingSince: null,
        preview: previewOf(written.text),
        lastDirection: 'outbound',
        lastMessageAt: now,
        lastInboundAt: null,
        createdAt: now,
      });
      const ticket = { id: opened.id, channelAccountId: request.channelAccountId, subject };
      await this.queueReply.execute(tx, { ticket, agentId, written, request, now });
      await adopt(tx, written, request.attachmentIds, agentId, now);
      await addToSearch(tx, {
        ticketId: opened.id,
        organisationId: tx.organisationId,
        number: opened.number,
        subject,
        names: [contact.name, ...people(request.to)],
        recipients: people([...request.to, ...request.cc]),
        hasFiles: request.attachmentIds.length > 0,
        text: written.text,
        lastMessageAt: now,
      });
      const news = { ticketIds: [opened.id], messageIds: [written.id], activityIds: opened.activityIds };
      await this.outbox.add(tx, ticketsChanged, news);
      return loadTicketAndMessage(tx, written.id);
    });
  }

  private contactOf(tx: Tx, { to: [first] }: NewTicketRequest, kind: 'email' | 'phone'): Promise<FoundContact> {
    const value = storable(first?.address ?? '').toLowerCase();
    return this.contacts.findOrCreate(tx, { kind, value }, storable(first?.name ?? ''));
  }
}
