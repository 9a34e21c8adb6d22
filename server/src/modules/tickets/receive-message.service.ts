import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Contacts, type FoundContact } from '../contacts/public.ts';
import { attach, registerFiles } from './attach-files.ts';
import { findByCertainKey, findByLikelyKey, keepKeys } from './find-by-key.ts';
import { awaitReferences, findThread, holdThread } from './find-thread.ts';
import { stored, threadKeys, withPictures } from './inbound-record.ts';
import { originalOf } from './list-copy.ts';
import { type Placed, PlaceMessage } from './place-message.ts';
import { hearFrom } from './reply-window.ts';
import { addToSearch, people } from './search-index.ts';
import { storableSubject } from './storable-text.ts';
import { type NewMessage, storeMessage } from './store-message.ts';
import { TakeDeliveryReport } from './take-delivery-report.ts';
import { messageReceived, ticketsChanged } from './ticket.events.ts';
import { type AcceptedMessage, type InboundMessage, TicketIntake } from './ticket-intake.ts';

/**
 * Puts a message from outside into its ticket. The hot path: about a dozen short statements in two or three messages to the
 * database, the organisation-wide lock in the last.
 */
@Injectable()
export class ReceiveMessage extends TicketIntake {
  constructor(
    private readonly contacts: Contacts,
    private readonly placeMessage: PlaceMessage,
    private readonly reports: TakeDeliveryReport,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    super();
  }

  async accept(tx: Tx, given: InboundMessage): Promise<AcceptedMessage> {
    const keys = threadKeys(given);
    await holdThread(tx, keys);
    const { identity, name, also = [] } = given.sender;
    const united = identity && also.length > 0 ? await this.contacts.unite(tx, [identity, ...also]) : undefined;
    const named = given.thread.keys;
    const [thread, certain, reported, known] = await Promise.all([
      findThread(tx, keys),
      findByCertainKey(tx, keys.channelAccountId, named),
      this.reports.find(tx, given),
      identity && also.length === 0 ? this.contacts.hold(tx, identity) : united,
    ]);
    if (thread?.found === 'duplicate') {
      return { ticketId: thread.ticketId, messageId: thread.messageId, created: false, duplicate: true };
    }
    const original = await originalOf(tx, given, keys.externalId);
    if (original) return { ...original, created: false, duplicate: true, listCopy: true };
    const message = reported ? notBefore(reported.createdAt, given) : given;
    const contact =
      known ??
      (identity ? this.contacts.create(tx, identity, storable(name), also) : await this.contacts.createUnknown(tx, storable(name)));
    if (identity && contact.undeliverable && message.direction === 'inbound') await this.contacts.clearUndeliverable(tx, identity);
    await registerFiles(tx, message.attachments);

    const threadId = reported?.ticketId ?? certain ?? (await findByLikelyKey(tx, keys.channelAccountId, named, thread?.ticketId));
    const placed = await this.placeMessage.execute(tx, message, threadId, contact.id);
    keepKeys(tx, keys.channelAccountId, named, placed.ticketId);
    const messageId = newId();
    const { html, fullHtml, attachments } = withPictures(message);
    await storeMessage(tx, {
      ...stored(message, keys),
      ...whoWrote(message, placed, contact),
      id: messageId,
      ticketId: placed.ticketId,
      nature: placed.nature,
      fromStranger: placed.fromStranger,
      newSubject: placed.newSubject,
      aside: placed.aside ?? false,
      html,
      fullHtml,
      arrivedAt: message.silent ? undefined : this.clock.now(),
    });
    if (message.opensWindow?.length) hearFrom(tx, message.channelAccountId, message.opensWindow.map(storable), message.occurredAt);
    await attach(tx, attachments, { messageId, uploadedBy: null, at: message.occurredAt });
    await awaitReferences(tx, keys, contact.id, placed.ticketId);
    if (reported && message.deliveryReport) await this.reports.apply(tx, reported, message.deliveryReport, message);
    await addToSearch(tx, {
      ticketId: placed.ticketId,
      organisationId: tx.organisationId,
      ...(placed.created ? { isNew: true, subject: storableSubject(message.subject) } : {}),
      names: [contact.name, ...people([message.from])],
      recipients: people([...message.to, ...message.cc]),
      hasFiles: message.attachments.length > 0,
      text: message.text,
      lastMessageAt: placed.lastMessageAt,
    });
    await this.tell(tx, message, placed, messageId);
    return { ticketId: placed.ticketId, messageId, created: placed.created, duplicate: false };
  }

  private async tell(tx: Tx, message: InboundMessage, placed: Placed, messageId: string): Promise<void> {
    const { ticketId, activityIds, created, linkedIds } = placed;
    if (message.bulk) return;
    if (message.direction === 'outbound') {
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [messageId], activityIds });
      return;
    }
    await this.outbox.add(tx, messageReceived, {
      ticketId,
      messageId,
      activityIds,
      created,
      silent: message.silent,
      nature: placed.nature,
      ...(message.leftOut?.length ? { isPartial: true } : {}),
      ...(message.attachments.length > 0 ? { hasFiles: true } : {}),
    });
    if (linkedIds.length > 0) await this.outbox.add(tx, ticketsChanged, { ticketIds: [...linkedIds], messageIds: [], activityIds: [] });
  }
}

/** Mail counts in whole seconds: what a server reports at once would stand before what it reports of. */
function notBefore(earliest: Date, message: InboundMessage): InboundMessage {
  return message.occurredAt > earliest ? message : { ...message, occurredAt: new Date(earliest.getTime() + 1) };
}

type Author = Pick<NewMessage, 'authorAgentId' | 'authorContactId' | 'authorName' | 'deliveryState' | 'sentAt'>;

function whoWrote(message: InboundMessage, placed: Placed, contact: FoundContact): Author {
  if (message.direction === 'inbound') {
    return { authorContactId: contact.id, authorName: storable(message.sender.name).slice(0, 300) || contact.name };
  }
  const written = { deliveryState: 'sent', sentAt: message.occurredAt } as const;
  const { author } = placed;
  if (author) return { ...written, authorAgentId: author.id, authorName: author.name };
  return { ...written, authorName: storable(message.from.name || message.from.address).slice(0, 300) };
}
