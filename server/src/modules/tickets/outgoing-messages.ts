import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { PlannedMessage } from './plan-delivery.ts';

export interface OutgoingAttachment {
  readonly storageKey: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Set for pictures in the text, which stand in `html` as `<img src="/api/attachments/<id>">`. */
  readonly id: string;
  readonly inline: boolean;
  /** As the virus scanner knows it. */
  readonly scan?: 'waiting' | 'clean' | 'infected' | 'unscannable' | null;
  readonly virus?: string | null;
  readonly fileId?: string;
  /** It does not go along: the customer fetches it there. */
  readonly link?: { readonly url: string; readonly expiresAt: Date } | undefined;
}

/** The customer's message that an answer follows. */
export interface QuotedMessage {
  readonly from: MailAddress;
  readonly at: Date;
  /** Sanitised, without what it quotes itself. */
  readonly html: string;
  readonly text: string;
  /** Of who answers: in which language the quotation is announced. */
  readonly locale: 'nl' | 'en';
}

/** A reply on its way out, in no channel's own terms. */
export interface OutgoingMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly ticketNumber: number;
  readonly channelAccountId: string;
  readonly subject: string;
  /** Sanitised HTML of the agent's own words, and the same as text. */
  readonly html: string;
  readonly text: string;
  /** Of the shop and the agent, filled in; may be empty. */
  readonly signatureHtml: string;
  /** Stands below the answer where the shop wants it; otherwise null. */
  readonly quoted: QuotedMessage | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly attachments: readonly OutgoingAttachment[];
  /** External id of the customer's message that is answered. */
  readonly inReplyTo: string | null;
  /** External ids of the conversation so far, oldest first. */
  readonly references: readonly string[];
  readonly replyToken: string;
  readonly authorName: string;
  /** A machine wrote it: nobody's machine shall answer. */
  readonly automatic: boolean;
  /** It goes through the relay of a marketplace: nothing but its own words and files, and no other way back. */
  readonly bare?: boolean;
  /** Of who writes. */
  readonly locale: 'nl' | 'en';
  readonly createdAt: Date;
  /** Given at an earlier attempt; reuse it, so that a repeat can be recognised by the receiver. */
  readonly externalId: string | null;
  /** 1 on the first try. */
  readonly attempt: number;
  /** An earlier attempt came to no end: whether it was sent then, only the provider knows. */
  readonly uncertain?: boolean;
  /** It is this text of the provider's; `text` says the same. */
  readonly template?: OutgoingTemplate | null;
  /** External id of the message it refers to. */
  readonly quotes?: string | null;
  /** When its receiver last wrote to this account; null: never. */
  readonly heardAt?: Date | null;
}

/** An approved text with its gaps filled in. */
export interface OutgoingTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly header: 'text' | 'image' | 'video' | 'document' | 'location' | null;
  /** In the order of reading. `index`: of a button. */
  readonly values: readonly {
    readonly part: 'header' | 'body' | 'button';
    readonly index: number;
    readonly kind: string;
    readonly name: string;
    readonly text: string;
  }[];
}

export interface OverdueMessage extends PlannedMessage {
  readonly organisationId: string;
}

export interface ClaimOptions {
  /** Messages are taken before their own jobs run, which are then not needed any more; but for the job of this one, which is at work. */
  readonly jobAtWork?: string;
  /**
   * The id under which it will be known outside; null where the channel chooses it. Written down with the claim, so before
   * the first attempt leaves: answers to this id belong to the ticket whatever happens next.
   */
  readonly externalIdFor?: (message: OutgoingMessage) => string | null;
}

export interface SentMessage {
  readonly messageId: string;
  readonly externalId: string;
  /** Shown beside the message: it left, but some recipients were refused. */
  readonly warning?: string;
  /** A copy is to be put among the sent mail of the account. */
  readonly wantsCopy?: boolean;
}

/** How a message fares, as its provider tells afterwards. */
export interface DeliveryStatus {
  /** Under which the provider knows the message. */
  readonly externalId: string;
  /** Our own id of it, where the provider gives it back: a status may come before we know the provider's. */
  readonly messageId: string | null;
  readonly state: 'sent' | 'delivered' | 'read' | 'failed';
  /** Of `failed`, in plain words. */
  readonly reason?: string;
}

/** The delivery state of replies, as the channels move it forward. */
export abstract class OutgoingMessages {
  /**
   * Takes messages that are due: state `sending`, one attempt more. Those with which there is nothing to do are left out:
   * undone, sent already, or still within their undo window.
   * Announced to nobody, for it is over in no time: see `announce`.
   * @param messageIds of different tickets, for an answer names those that were claimed before it
   */
  abstract claim(messageIds: readonly string[], options?: ClaimOptions): Promise<readonly OutgoingMessage[]>;
  /** The console hears that it is being sent: for a send that takes its time. */
  abstract announce(messageId: string): Promise<void>;
  /**
   * Messages of this account that are to be sent now: what people wrote, oldest first, then automatic mail. Those that stand as being sent are among them: asked by
   * the one job that runs for the account, they are what a crash left behind.
   */
  abstract dueAt(channelAccountId: string, limit: number): Promise<readonly { readonly id: string; readonly ticketId: string }[]>;
  /** Nothing was tried, and nothing changes but when it is looked at again. */
  abstract postpone(message: PlannedMessage, until: Date): Promise<void>;
  /** All or none of them. */
  abstract markSent(sent: readonly SentMessage[]): Promise<void>;
  /** Stays queued; the reason and the next attempt are shown. The job of that attempt is queued with it, in place of any other. */
  abstract markRetrying(messageId: string, reason: string, nextAttemptAt: Date): Promise<void>;
  /** Like `markRetrying`, but nothing was tried (the account is paused, say): the claimed attempt does not count. @param waitsFor the provider, which takes no more at present */
  abstract markWaiting(messageId: string, reason: string, nextAttemptAt: Date, waitsFor?: 'provider'): Promise<void>;
  /** Messages of this account, written before, that wait because its provider takes no more. */
  abstract waitingForProvider(channelAccountId: string, writtenBefore: Date): Promise<readonly string[]>;
  /** The messages of this account that wait for another attempt are due at once. */
  abstract wake(channelAccountId: string): Promise<void>;
  /** Of all organisations: messages whose attempt was due so long ago and has not ended. Their job may be lost. */
  abstract overdueBy(minutes: number): Promise<readonly OverdueMessage[]>;
  /** Final until a person retries. */
  abstract markFailed(messageId: string, reason: string): Promise<void>;
  /**
   * What the provider tells later, in any order and as often as it likes: states only move forward. A message that stands
   * as being sent is settled by it, so that what a crash left behind is not sent twice.
   * @returns the message it is about; undefined when it is none of ours
   */
  abstract report(tx: Tx, channelAccountId: string, status: DeliveryStatus): Promise<string | undefined>;
}
