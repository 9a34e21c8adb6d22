import { v7 as newId } from 'uuid';
import type { OutgoingAttachment, OutgoingMessage } from '../../../modules/tickets/public.ts';

/** A reply on its way out, with what a test does not care about filled in. */
export function anOutgoingMessage(overrides: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id: newId(),
    ticketId: newId(),
    ticketNumber: 1042,
    channelAccountId: newId(),
    subject: 'Kapot scherm',
    html: '<p>Wat vervelend! U krijgt een nieuw scherm.</p>',
    text: 'Wat vervelend! U krijgt een nieuw scherm.',
    signatureHtml: '',
    quoted: null,
    to: [{ address: 'klant@example.nl', name: 'Jan Klant' }],
    cc: [],
    bcc: [],
    attachments: [],
    inReplyTo: null,
    references: [],
    replyToken: 'k3v9q2x7m4n8p5r1',
    authorName: 'Sanne de Vries',
    automatic: false,
    locale: 'nl',
    createdAt: new Date('2026-03-01T09:00:00Z'),
    externalId: null,
    attempt: 1,
    ...overrides,
  };
}

export function anAttachment(overrides: Partial<OutgoingAttachment> = {}): OutgoingAttachment {
  return {
    id: newId(),
    storageKey: 'attachments/test/file',
    name: 'bon.pdf',
    contentType: 'application/pdf',
    sizeBytes: 3,
    inline: false,
    ...overrides,
  };
}
