import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Contacts } from '../contacts/public.ts';
import { type InboundFacts, newTicketWith, type TicketAfterMessage, ticketWith } from './after-inbound.ts';
import { attach, type NewAttachment, registerFiles } from './attach-files.ts';
import { knownAs } from './external-id.ts';
import { awaitReferences, findThread, holdThread, MAX_REFERENCES, type ThreadKeys } from './find-thread.ts';
import { pointAtAttachments } from './inline-pictures.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { openTicket } from './open-ticket.ts';
import { recordActivities } from './record-activities.ts';
import { addToSearch, people } from './search-index.ts';
import { previewOf, storableAddress, storableSubject } from './storable-text.ts';
import { type NewMessage, storeMessage } from './store-message.ts';
import { messageReceived } from './ticket.events.ts';
import { type AcceptedMessage, type InboundMessage, TicketIntake } from './ticket-intake.ts';

interface Placed {
  readonly ticketId: string;
  readonly created: boolean;
  readonly activityIds: string[];
  readonly lastMessageAt: Date;
  /** Of a new ticket. */
  readonly number?: number;
}

/** Puts a customer's message into its ticket. The hot path: about ten short statements, the organisation-wide lock last. */
@Injectable()
export class ReceiveMessage extends TicketIntake {
  constructor(
    private readonly contacts: Contacts,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    super();
  }

  async accept(tx: Tx, message: InboundMessage): Promise<AcceptedMessage> {
    const keys = threadKeys(message);
    await holdThread(tx, keys);
    const thread = await findThread(tx, keys);
    if (thread?.found === 'duplicate') {
      return { ticketId: thread.ticketId, messageId: thread.messageId, created: false, duplicate: true };
    }
    const contact = await this.contacts.findOrCreate(tx, message.sender.identity, storable(message.sender.name));
    await registerFiles(tx, message.attachments);

    const placed = await this.place(tx, message, thread?.ticketId, contact.id);
    const messageId = newId();
    const { html, fullHtml, attachments } = withPictures(message);
    await storeMessage(tx, {
      ...stored(message, keys),
      id: messageId,
      ticketId: placed.ticketId,
      authorContactId: contact.id,
      authorName: storable(message.sender.name).slice(0, 300) || contact.name,
      html,
      fullHtml,
      arrivedAt: message.silent ? undefined : this.clock.now(),
    });
    await attach(tx, attachments, { messageId, uploadedBy: null, at: message.occurredAt });
    await awaitReferences(tx, keys, contact.id, placed.ticketId);
    await addToSearch(tx, {
      ticketId: placed.ticketId,
      organisationId: tx.organisationId,
      ...(placed.number === undefined ? {} : { number: placed.number, subject: storableSubject(message.subject) }),
      names: [contact.name, ...people([message.from])],
      recipients: people([...message.to, ...message.cc]),
      hasFiles: message.attachments.length > 0,
      text: message.text,
      lastMessageAt: placed.lastMessageAt,
    });
    await this.outbox.add(tx, messageReceived, {
      ticketId: placed.ticketId,
      messageId,
      activityIds: placed.activityIds,
      created: placed.created,
      silent: message.silent,
    });
    return { ticketId: placed.ticketId, messageId, created: placed.created, duplicate: false };
  }

  private async place(tx: Tx, message: InboundMessage, threadId: string | undefined, contactId: string): Promise<Placed> {
    const now = this.clock.now();
    const facts: InboundFacts = { occurredAt: message.occurredAt, silent: message.silent, preview: previewOf(message.text) };
    const ticket = threadId === undefined ? undefined : await lockTicket(tx, threadId);
    const next = ticket && ticketWith(ticket, facts, now);
    if (ticket && next) return this.append(tx, ticket, next, message, now);
    const opened = await openTicket(tx, {
      ...newTicketWith(facts, now),
      shopId: message.shopId,
      channelAccountId: message.channelAccountId,
      channelKind: message.channelKind,
      contactId,
      subject: storableSubject(message.subject),
      assigneeId: null,
      openedBy: null,
      createdAt: message.occurredAt,
    });
    const { id: ticketId, number, activityId } = opened;
    return { ticketId, number, created: true, activityIds: [activityId], lastMessageAt: message.occurredAt };
  }

  private async append(tx: Tx, ticket: LockedTicket, next: TicketAfterMessage, message: InboundMessage, now: Date): Promise<Placed> {
    await tx.query(
      `update tickets set status = $3, snoozed_until = $4, waiting_since = $5, preview = $6, last_direction = $7,
         last_message_at = $8, last_inbound_at = $9, message_count = message_count + 1, version = version + 1, updated_at = $10
        where id = $1 and organisation_id = $2`,
      [
        ticket.id,
        tx.organisationId,
        next.status,
        next.snoozedUntil,
        next.waitingSince,
        next.preview,
        next.lastDirection,
        next.lastMessageAt,
        next.lastInboundAt,
        now,
      ],
    );
    const reopened = next.status !== ticket.status && !message.silent;
    const activityIds = reopened
      ? await recordActivities(
          tx,
          [{ ticketId: ticket.id, type: 'reopened', agentId: null, data: { from: ticket.status, to: next.status } }],
          now,
        )
      : [];
    return { ticketId: ticket.id, created: false, activityIds, lastMessageAt: next.lastMessageAt };
  }
}

function threadKeys(message: InboundMessage): ThreadKeys {
  const externalId = knownAs(storable(message.externalId));
  const references = new Set(message.thread.references.map((reference) => knownAs(storable(reference))));
  references.delete(externalId);
  return {
    channelAccountId: message.channelAccountId,
    externalId,
    contentHash: message.contentHash,
    token: message.thread.token,
    references: [...references].slice(0, MAX_REFERENCES),
    sender: message.sender.identity,
    fromAddress: storable(message.from.address),
  };
}

function withPictures(message: InboundMessage): { html: string; fullHtml: string | null; attachments: NewAttachment[] } {
  const given = message.attachments.map((attachment) => ({ ...attachment, id: newId() }));
  // Reversed: of several files with one content id the first is meant.
  const idOf = new Map(given.toReversed().flatMap(({ contentId, id }) => (contentId ? [[contentId, id] as const] : [])));
  const shown = pointAtAttachments(storable(message.html), idOf);
  const full = message.fullHtml === null ? null : pointAtAttachments(storable(message.fullHtml), idOf);
  const attachments = given.map(({ contentId, ...attachment }) => ({
    ...attachment,
    name: storable(attachment.name).slice(0, 255),
    contentType: storable(attachment.contentType),
    contentId: contentId === null ? null : storable(contentId),
    // What no text shows must stay in the list of files, whatever the sender called it.
    inline: shown.used.has(attachment.id) || (full?.used.has(attachment.id) ?? false),
  }));
  return { html: shown.html, fullHtml: full?.html ?? null, attachments };
}

function stored(
  message: InboundMessage,
  keys: ThreadKeys,
): Omit<NewMessage, 'id' | 'ticketId' | 'authorName' | 'html' | 'fullHtml' | 'authorContactId'> {
  return {
    direction: 'inbound',
    channelAccountId: message.channelAccountId,
    channelKind: message.channelKind,
    authorAddress: storable(message.from.address).slice(0, 320),
    subject: storableSubject(message.subject),
    from: storableAddress(message.from),
    to: message.to.map(storableAddress),
    cc: message.cc.map(storableAddress),
    replyRecipients: { to: message.replyRecipients.to.map(storableAddress), cc: message.replyRecipients.cc.map(storableAddress) },
    text: storable(message.text),
    fullText: message.fullText === null ? null : storable(message.fullText),
    hasRemoteImages: message.hasRemoteImages,
    externalId: keys.externalId,
    contentHash: message.contentHash,
    threadReferences: keys.references,
    rawMessageId: message.rawMessageId,
    createdAt: message.occurredAt,
  };
}
