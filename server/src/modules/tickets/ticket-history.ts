import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Priority, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { ContactIdentity } from '../contacts/public.ts';
import type { IncomingAttachment } from './ticket-intake.ts';

/** A message of a conversation that was held in another system. */
export interface OldMessage {
  /** Its name there; the same one is brought in once. */
  readonly externalKey: string;
  /** Under which mail programs know it, without angle brackets, where the export tells; an answer to it then finds the ticket. */
  readonly messageId: string | null;
  readonly direction: 'inbound' | 'outbound' | 'note';
  /** Written by the customer of the ticket, by another customer, or by a colleague (known here by the address, or not). */
  readonly author: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Sanitised; empty for plain text. */
  readonly html: string;
  readonly text: string;
  readonly hasRemoteImages: boolean;
  readonly attachments: readonly IncomingAttachment[];
  readonly occurredAt: Date;
}

/** A whole conversation that was held in another system. */
export interface OldTicket {
  /** Its name there, unique within the organisation. */
  readonly externalKey: string;
  /** By what colleagues know it, such as `#1042`; the ticket is found by it. */
  readonly externalNumber: string;
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly shopId: string;
  readonly subject: string;
  /** As it is to stand here; see `statusOfOld`. */
  readonly status: Exclude<TicketStatus, 'snoozed'>;
  readonly priority: Priority;
  readonly tags: readonly string[];
  /** `externalKey` tells customers without an address apart. */
  readonly customer: { readonly identity: ContactIdentity | null; readonly name: string; readonly externalKey: string };
  /** Of the colleague it is assigned to; ignored when nobody here reads mail there. */
  readonly assigneeAddress: string | null;
  readonly createdAt: Date;
  /** In any order; at least one. */
  readonly messages: readonly OldMessage[];
}

export interface KeptTicket {
  readonly ticketId: string;
  readonly created: boolean;
  /** Messages that were not here yet. */
  readonly added: number;
}

/** The door for conversations that were held elsewhere: with their own dates, without anybody being told or sent anything. */
export abstract class TicketHistory {
  /**
   * Idempotent: what is here already, by its external keys, is left alone; of a known ticket only new messages are added. Its
   * status follows then only if nobody has touched it or written in it here. Everything happens in the caller's transaction, and of
   * what is done no event is written: after a number of them call `tell`.
   */
  abstract keep(tx: Tx, ticket: OldTicket): Promise<KeptTicket>;

  /** Consoles of the organisation count their views anew; twice a second at most, however often it is called. */
  abstract tell(organisationId: string): void;
}
