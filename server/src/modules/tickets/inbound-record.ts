import { v7 as newId } from 'uuid';
import { storable } from '../../platform/database/storable.ts';
import type { NewAttachment } from './attach-files.ts';
import { knownAs } from './external-id.ts';
import { lockNames } from './find-by-key.ts';
import { MAX_REFERENCES, type ThreadKeys } from './find-thread.ts';
import { pointAtAttachments } from './inline-pictures.ts';
import { storableAddress, storableSubject } from './storable-text.ts';
import type { NewMessage } from './store-message.ts';
import type { InboundMessage } from './ticket-intake.ts';

/** What of a message decides where it belongs, fit for the database. */
export function threadKeys(message: InboundMessage): ThreadKeys {
  const externalId = knownAs(storable(message.externalId));
  const references = new Set(message.thread.references.map((reference) => knownAs(storable(reference))));
  references.delete(externalId);
  return {
    channelAccountId: message.channelAccountId,
    externalId,
    contentHash: message.contentHash,
    token: message.thread.token,
    references: [...references].slice(0, MAX_REFERENCES),
    subjectNumber: storableNumber(message.thread.subjectNumber),
    sender: message.sender.identity,
    bySender: message.thread.bySender ?? false,
    lockNames: lockNames(message),
    provenSender:
      message.senderUnproven && message.sender.identity
        ? { kind: message.sender.identity.kind, value: storable(message.from.address).toLowerCase() }
        : message.sender.identity,
    fromAddress: storable(message.from.address),
  };
}

/** A subject may hold any number; beyond PostgreSQL's there is no ticket. */
function storableNumber(number: number | null): number | null {
  return number !== null && Number.isInteger(number) && number > 0 && number <= 2_147_483_647 ? number : null;
}

export function withPictures(message: InboundMessage): { html: string; fullHtml: string | null; attachments: NewAttachment[] } {
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

/** The message as its sender made it; who that is here, and where it stands, is decided elsewhere. */
export function stored(
  message: InboundMessage,
  keys: ThreadKeys,
): Omit<NewMessage, 'id' | 'ticketId' | 'authorName' | 'html' | 'fullHtml'> {
  return {
    direction: message.direction,
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
    quotesExternalId: message.quotes === undefined ? undefined : knownAs(storable(message.quotes)),
    rawMessageId: message.rawMessageId,
    call: message.call ?? null,
    marketplace: message.marketplace ?? null,
    forwardedBy: message.forwardedBy && storableAddress(message.forwardedBy),
    leftOut: (message.leftOut ?? []).map((file) => ({ ...file, name: storable(file.name), contentType: storable(file.contentType) })),
    createdAt: message.occurredAt,
  };
}
