import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Priority } from '@balie/shared/contracts/tickets.ts';

/** Somebody, as another system knows them. */
export interface ForeignPerson {
  /** Their name there, to look them up; null: nobody in particular. */
  readonly key: string | null;
  readonly name: string;
  /** Empty when unknown. */
  readonly address: string;
  /** Null: the record itself does not tell. */
  readonly side: 'customer' | 'colleague' | null;
}

/** A file that the export names. */
export interface ForeignFile {
  readonly name: string;
  /** Where it stands; it is not fetched. */
  readonly url: string | null;
}

export interface ForeignMessage {
  readonly key: string;
  readonly messageId: string | null;
  readonly isNote: boolean;
  readonly author: ForeignPerson;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** As it was; empty for plain text. */
  readonly html: string;
  readonly text: string;
  readonly files: readonly ForeignFile[];
  readonly at: Date;
}

/** A conversation of another system, in no system's own terms. */
export interface ForeignTicket {
  readonly key: string;
  /** As people there name it: `#1042`. */
  readonly number: string;
  readonly subject: string;
  readonly status: 'open' | 'pending' | 'solved' | 'closed' | 'spam';
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly customer: { readonly key: string; readonly name: string; readonly address: string; readonly phone: string };
  readonly assigneeAddress: string | null;
  readonly createdAt: Date;
  readonly messages: readonly ForeignMessage[];
}

/** What a record of an export is. */
export type ForeignRecord =
  | { readonly kind: 'ticket'; readonly ticket: ForeignTicket }
  | { readonly kind: 'person'; readonly person: ForeignPerson & { readonly key: string } }
  /** Something that is no conversation and tells nothing of one. */
  | { readonly kind: 'other' };
