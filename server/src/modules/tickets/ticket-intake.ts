import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { MarketplaceFacts } from '@balie/shared/contracts/marketplace.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { ContactIdentity } from '../contacts/public.ts';

/** A file that is already in the file storage (see `StoredFiles`). */
export interface IncomingAttachment {
  readonly sha256: string;
  readonly storageKey: string;
  readonly sizeBytes: number;
  /** The virus scanner has not looked at it. */
  readonly scan?: 'waiting' | undefined;
  readonly name: string;
  readonly contentType: string;
  /** Without angle brackets; `cid:` addresses in the HTML are pointed at the attachment. */
  readonly contentId: string | null;
  readonly inline: boolean;
}

/** A file of a message that stayed with its provider. */
export interface LeftOutFile {
  readonly name: string;
  readonly contentType: string;
  /** About. */
  readonly sizeBytes: number;
}

/**
 * Who speaks: `personal` a human being to us; `automatic` a machine in somebody's name (out of office, receipt of a form);
 * `list` to many at once (newsletter, mailing list); `bounce` a mail server about a message of ours.
 */
export type MessageNature = 'personal' | 'automatic' | 'list' | 'bounce';

/** What a mail server reports of a message we sent (RFC 3464). */
export interface DeliveryReport {
  /** External id of the message it is about, when the report names it. */
  readonly originalId: string | null;
  readonly recipients: readonly {
    readonly address: string;
    /** `delayed` is not failed: the server goes on trying. */
    readonly action: 'failed' | 'delayed' | 'delivered';
    /** Enhanced status code (RFC 3463), such as 5.1.1; empty when unknown. */
    readonly status: string;
    /** The server's own words. */
    readonly diagnostic: string;
  }[];
}

/** What a channel hands in: parsed, sanitised, in no channel's own terms. */
export interface InboundMessage {
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly shopId: string;
  readonly rawMessageId: string | null;
  /** The provider's id; for mail the Message-ID without angle brackets. */
  readonly externalId: string;
  /** SHA-256 (hex) of what makes the message itself; tells a reused id with other content from a repeat. */
  readonly contentHash: string;
  readonly thread: {
    /** From our own reply address; lower case. */
    readonly token: string | null;
    /** External ids this message answers, best candidate first. */
    readonly references: readonly string[];
    /** Number of a ticket that the subject names as `[#10453]`; counts only together with a sender of that ticket. */
    readonly subjectNumber: number | null;
    /** The channel knows one conversation per person: without a better sign it goes on in the newest ticket of the sender. */
    readonly bySender?: boolean;
    /**
     * What the channel itself calls the conversation: a ticket with the `certain` key is the one, whatever else speaks for
     * another, and none with another certain key is; a `likely` one counts when nothing better is known.
     */
    readonly keys?: { readonly certain: string | null; readonly likely: readonly string[] };
  };
  /** The channel vouches that who it shows belongs to the conversation it names: they are no stranger in it. */
  readonly vouched?: boolean;
  /** It came over a marketplace. */
  readonly marketplace?: MarketplaceFacts;
  readonly nature: MessageNature;
  /** A mailing list passed it on, whatever its nature: beside the writer's own mail it is a copy. */
  readonly throughList?: boolean;
  /** Of a bounce. */
  readonly deliveryReport: DeliveryReport | null;
  /** A colleague passed on a customer's message: who did. `sender` is the original writer. What a customer passes on stays the customer's. */
  readonly forwardedBy: MailAddress | null;
  /**
   * `outbound`: a colleague wrote it to the customer outside Balie (their own mail program). Then `sender` is still the
   * customer, the first recipient, and `from` the colleague's address.
   */
  readonly direction: 'inbound' | 'outbound';
  /**
   * `identity` null: of who they are nothing is known (a withheld number), and they are like nobody who was here before.
   * `also`: other identities of the same person, as the channel vouches for.
   */
  readonly sender: { readonly identity: ContactIdentity | null; readonly name: string; readonly also?: readonly ContactIdentity[] };
  /** It is a telephone call; `TicketCalls` tells how it goes on. */
  readonly call?: CallFacts;
  /** Who sent it, neither a form nor a colleague of ours, only asks to answer to `sender`: that proves nothing of them. */
  readonly senderUnproven?: boolean;
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Whom an answer goes to; our own addresses are left out. */
  readonly replyRecipients: { readonly to: readonly MailAddress[]; readonly cc: readonly MailAddress[] };
  readonly subject: string;
  /** What the sender wrote now. `html` is sanitised and empty for plain text. */
  readonly text: string;
  readonly html: string;
  /** With the quoted history; null when nothing was trimmed. */
  readonly fullText: string | null;
  readonly fullHtml: string | null;
  readonly hasRemoteImages: boolean;
  readonly attachments: readonly IncomingAttachment[];
  /** Files that were too large to be taken in. */
  readonly leftOut?: readonly LeftOutFile[];
  /** When it was sent or received at the provider; never in the future. */
  readonly occurredAt: Date;
  /** History brought in at connect: no notifications, the ticket is solved when it is older than a week. */
  readonly silent: boolean;
  /** External id of the message it refers to. */
  readonly quotes?: string | undefined;
  /** By these addresses the customer may be answered freely from now on, where the channel has hours for that. */
  readonly opensWindow?: readonly string[];
  /** One of very many: consoles are told of all of them together, by whoever brings them in (`TicketHistory.tell`). */
  readonly bulk?: boolean;
}

export interface AcceptedMessage {
  readonly ticketId: string;
  readonly messageId: string;
  /** A new ticket was made. */
  readonly created: boolean;
  /** The same message had been accepted before; nothing was written now. */
  readonly duplicate: boolean;
  /** The duplicate is what a mailing list made of it. */
  readonly listCopy?: boolean;
}

/** The one door through which a channel puts a message into a ticket. */
export abstract class TicketIntake {
  /**
   * Idempotent on (channelAccountId, externalId, contentHash): webhooks and pollers may repeat themselves.
   * Threading: a key of the channel's own that is certain, then reply token, then references within the same channel account, then a ticket number in the subject when the
   * sender took part in that ticket; never by the words of the subject. A merged ticket leads to the other.
   * A customer's answer reopens a pending, snoozed or recently solved ticket; an older one goes on in a new ticket. What
   * machines write calls nobody to work. Everything happens in the caller's transaction.
   */
  abstract accept(tx: Tx, message: InboundMessage): Promise<AcceptedMessage>;
}
