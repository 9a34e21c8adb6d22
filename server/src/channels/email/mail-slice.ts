import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AccountLimitsStore, MAX_INCOMING_BYTES } from '../core/account-limits.ts';
import { type IncomingRaw, RawMessages } from '../core/raw-messages.ts';
import { externalKeyOf } from './external-key.ts';
import { type ImapConnection, MailNotServed } from './imap-connection.ts';
import type { MailHead } from './mail-head.ts';
import { partialMail } from './partial-mail.ts';

/** A slice is fetched and stored in one go: large enough to be quick, small enough to be held in memory. */
const SLICE_MAILS = 50;
const SLICE_BYTES = 20 * 1024 * 1024;
/** Of larger mails, files are left out, whatever their account says. */
export const MAX_MAIL_BYTES = MAX_INCOMING_BYTES;
/** No account's limit is below it. */
const ALWAYS_TAKEN_BYTES = 1024 * 1024;

/** The mails were fetched, but could not be stored: no fault of the mail server. */
export class StoringFailed extends Error {}

/** The first mails that are fetched together. */
export function nextSlice(heads: readonly MailHead[]): MailHead[] {
  const slice: MailHead[] = [];
  let bytes = 0;
  for (const head of heads) {
    bytes += Math.min(head.sizeBytes, MAX_MAIL_BYTES);
    if (slice.length > 0 && (slice.length >= SLICE_MAILS || bytes > SLICE_BYTES)) break;
    slice.push(head);
  }
  return slice;
}

/** Brings the mails of a slice from the server into the raw store. */
@Injectable()
export class MailSlices {
  constructor(
    private readonly rawMessages: RawMessages,
    private readonly limits: AccountLimitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @param alsoCommit moves the cursor, in the transaction that stores the mails @throws {StoringFailed} */
  async store(
    account: { readonly id: string },
    connection: ImapConnection,
    slice: Parameters<typeof externalKeyOf>[0] & { readonly heads: readonly MailHead[]; readonly silent: boolean },
    alsoCommit: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const contents = await this.fetch(connection, slice.heads, await this.limitFor(account.id, slice.heads));
    const messages = slice.heads.flatMap((head): IncomingRaw[] => {
      const found = contents.get(head.uid);
      if (!found) return []; // Removed from the mailbox between the two looks.
      const now = this.clock.now();
      return [
        {
          externalKey: externalKeyOf(slice, head.uid),
          // The server's clock may be ahead of ours.
          receivedAt: earlierOf(head.arrivedAt, now),
          summary: head.summary,
          silent: slice.silent,
          ...found,
        },
      ];
    });
    try {
      await this.rawMessages.store(account.id, messages, alsoCommit);
    } catch (error) {
      throw new StoringFailed('Mail could not be stored', { cause: error });
    }
  }

  /** Bytes of a mail that is taken in whole. Looked up only where it matters. */
  private async limitFor(accountId: string, heads: readonly MailHead[]): Promise<number> {
    if (heads.every(({ sizeBytes }) => sizeBytes <= ALWAYS_TAKEN_BYTES)) return MAX_MAIL_BYTES;
    const { limits } = await this.unitOfWork.run((tx) => this.limits.of(tx, accountId));
    return Math.min(limits.maxIncomingBytes, MAX_MAIL_BYTES);
  }

  private async fetch(connection: ImapConnection, heads: readonly MailHead[], maxBytes: number): Promise<Map<number, Fetched>> {
    const isTooLarge = ({ sizeBytes }: MailHead) => sizeBytes > maxBytes;
    const [large, ordinary] = [heads.filter(isTooLarge), heads.filter((head) => !isTooLarge(head))];
    const fetched = await this.fetchTogether(connection, ordinary);
    for (const head of large) fetched.set(head.uid, await asFarAsFits(connection, head, maxBytes));
    return fetched;
  }

  private async fetchTogether(connection: ImapConnection, heads: readonly MailHead[]): Promise<Map<number, Fetched>> {
    if (heads.length === 0) return new Map();
    try {
      // One byte more than is allowed: some servers tell sizes that are too small.
      const contents = await connection.contents(
        heads.map(({ uid }) => uid),
        MAX_MAIL_BYTES + 1,
      );
      const missing = heads.filter(({ uid }) => !contents.has(uid)).map(({ uid }) => uid);
      // A mail that was removed meanwhile is none of ours any more. One that is left out but there would be lost.
      if (missing.length > 0 && (await connection.presentAmong(missing)).length > 0) {
        throw new MailNotServed('The server lists the mail but does not give it.');
      }
      return new Map([...contents].map(([uid, mail]) => [uid, withinLimits(mail)]));
    } catch (error) {
      if (!(error instanceof MailNotServed)) throw error;
      const [only] = heads;
      if (heads.length === 1 && only) return new Map([[only.uid, await headersOnly(connection, only.uid, notServed(error))]]);
    }
    // One of them is broken at the server: the others shall not wait for it.
    const fetched = new Map<number, Fetched>();
    for (const head of heads) for (const [uid, mail] of await this.fetchTogether(connection, [head])) fetched.set(uid, mail);
    return fetched;
  }
}

type Fetched = Pick<IncomingRaw, 'contents' | 'failedBecause' | 'leftOut'>;

async function asFarAsFits(connection: ImapConnection, { uid, sizeBytes }: MailHead, maxBytes: number): Promise<Fetched> {
  const beginning = await headersOnly(connection, uid, tooLarge(sizeBytes));
  try {
    return (await partialMail(connection, uid, Buffer.from(beginning.contents), maxBytes)) ?? beginning;
  } catch (error) {
    if (error instanceof MailNotServed) return beginning;
    throw error;
  }
}

function withinLimits(contents: Buffer): Fetched {
  return contents.byteLength > MAX_MAIL_BYTES
    ? { contents: contents.subarray(0, 64 * 1024), failedBecause: tooLarge(contents.byteLength) }
    : { contents };
}

async function headersOnly(connection: ImapConnection, uid: number, failedBecause: string): Promise<Fetched> {
  const contents = await connection.headersOf(uid).catch((error: unknown) => {
    if (error instanceof MailNotServed) return Buffer.alloc(0);
    throw error;
  });
  return { contents, failedBecause };
}

function tooLarge(bytes: number): string {
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  return `The mail is ${megabytes(bytes)} MB; at most ${megabytes(MAX_MAIL_BYTES)} MB is taken in. Only its beginning is kept here: open it in the mailbox itself.`;
}

function notServed(error: MailNotServed): string {
  return `The mail server does not give this mail: ${error.message}`;
}

function earlierOf(one: Date | undefined, other: Date): Date {
  return one && one < other ? one : other;
}
