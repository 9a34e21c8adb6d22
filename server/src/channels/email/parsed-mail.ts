import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { DeliveryReport } from '../../modules/tickets/public.ts';
import type { NatureSigns } from './mail-nature.ts';

export interface MailFile {
  readonly name: string;
  readonly contentType: string;
  /** Without angle brackets. */
  readonly contentId: string | null;
  /** A part that the HTML is meant to show. */
  readonly inline: boolean;
  readonly contents: Uint8Array;
}

/** What stands in a mail, in shapes that can travel between threads. */
export interface ParsedMail {
  /** Without angle brackets; made from the contents when the mail has none. */
  readonly messageId: string;
  /** SHA-256 (hex) of sender, date, subject, texts and files: copies of one mail share it, whatever road they came. */
  readonly contentHash: string;
  /** From our own reply address; lower case. */
  readonly replyToken: string | null;
  /** Message-IDs this mail answers, best candidate first. */
  readonly references: readonly string[];
  /** Number of a ticket that the subject names as `[#10453]`. */
  readonly subjectNumber: number | null;
  readonly signs: NatureSigns;
  readonly deliveryReport: DeliveryReport | null;
  /** Who wrote the mail that this one passes on; null when it passes on none. */
  readonly originalWriter: MailAddress | null;
  readonly from: MailAddress;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** ISO 8601; null when the mail has no date or no sensible one. */
  readonly sentAt: string | null;
  /** What the sender wrote now; `html` is sanitised, and empty for plain text. */
  readonly text: string;
  readonly html: string;
  /** With the quoted history; null when nothing was trimmed. */
  readonly fullText: string | null;
  readonly fullHtml: string | null;
  readonly hasRemoteImages: boolean;
  readonly files: readonly MailFile[];
}

/** The mail cannot be turned into a message; says why, for people. */
export class UnreadableMail extends Error {}
