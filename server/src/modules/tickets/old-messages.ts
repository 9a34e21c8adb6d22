import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Colleagues } from '../agents/public.ts';
import { Contacts } from '../contacts/public.ts';
import { attach, registerFiles } from './attach-files.ts';
import { knownAs } from './external-id.ts';
import { ImportedRecords } from './imported-records.ts';
import { pointAtAttachments } from './inline-pictures.ts';
import { storableAddress, storableSubject } from './storable-text.ts';
import { type NewMessage, storeMessage } from './store-message.ts';
import type { OldMessage, OldTicket } from './ticket-history.ts';

interface Place {
  readonly ticketId: string;
  /** The customer of the ticket. */
  readonly contactId: string;
  readonly given: OldTicket;
  readonly messages: readonly OldMessage[];
}

/** Writes messages of a conversation that was held elsewhere into its ticket. */
@Injectable()
export class OldMessages {
  constructor(
    private readonly contacts: Contacts,
    private readonly colleagues: Colleagues,
  ) {}

  async store(tx: Tx, place: Place): Promise<void> {
    const { ticketId, given, messages } = place;
    await registerFiles(
      tx,
      messages.flatMap(({ attachments }) => attachments),
    );
    const stored = messages.map((message) => ({ message, id: newId() }));
    for (const { message, id } of stored) {
      const files = message.attachments.map((file) => ({ ...file, name: storable(file.name).slice(0, 255), id: newId() }));
      const idOf = new Map(files.flatMap(({ contentId, id: fileId }) => (contentId ? [[contentId, fileId] as const] : [])));
      const { html, used } = pointAtAttachments(storable(message.html), idOf);
      await storeMessage(tx, {
        id,
        ticketId,
        channelKind: given.channelKind,
        ...(message.messageId ? { channelAccountId: given.channelAccountId, externalId: knownAs(storable(message.messageId)) } : {}),
        ...(await this.author(tx, place, message)),
        direction: message.direction,
        subject: storableSubject(given.subject),
        html,
        text: storable(message.text),
        hasRemoteImages: message.hasRemoteImages,
        createdAt: message.occurredAt,
        ...(message.direction === 'note' ? {} : addressesOf(message)),
        ...(message.direction === 'inbound' ? {} : ({ deliveryState: 'sent', sentAt: message.occurredAt } as const)),
      });
      const shown = files.map((file) => ({ ...file, inline: used.has(file.id) }));
      await attach(tx, shown, { messageId: id, uploadedBy: null, at: message.occurredAt });
    }
    await new ImportedRecords(tx).add(stored.map(({ message, id }) => ({ externalKey: message.externalKey, ticketId, messageId: id })));
  }

  private async author(
    tx: Tx,
    { contactId, given }: Place,
    { direction, author }: OldMessage,
  ): Promise<Pick<NewMessage, 'authorAgentId' | 'authorContactId' | 'authorName' | 'authorAddress'>> {
    const address = author.address.toLowerCase();
    const shown = { authorName: storable(author.name || author.address).slice(0, 300), authorAddress: storable(address).slice(0, 320) };
    if (direction !== 'inbound') {
      const agent = address ? await this.colleagues.findByEmail(tx, address) : undefined;
      return agent ? { ...shown, authorAgentId: agent.id, authorName: agent.name } : shown;
    }
    const { identity, name } = given.customer;
    const isCustomer = !address || (identity?.kind === 'email' && identity.value === address);
    if (isCustomer) return { ...shown, authorName: shown.authorName || storable(name), authorContactId: contactId };
    const other = await this.contacts.findOrCreate(tx, { kind: 'email', value: address }, storable(author.name));
    return { ...shown, authorContactId: other.id };
  }
}

function addressesOf({ author, to, cc }: OldMessage): Pick<NewMessage, 'from' | 'to' | 'cc'> {
  return {
    ...(author.address ? { from: storableAddress(author) } : {}),
    to: to.map(storableAddress),
    cc: cc.map(storableAddress),
  };
}
