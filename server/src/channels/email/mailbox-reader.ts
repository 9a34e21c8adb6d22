import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { type ImapConnection, INBOX, type Inbox } from './imap-connection.ts';
import type { MailHead } from './mail-head.ts';
import { MailSlices, nextSlice } from './mail-slice.ts';
import { type MailboxCursor, MailboxCursors } from './mailbox-cursors.ts';

const DAY_MS = 86_400_000;

/** What came in by one look at the mailbox. */
export interface CaughtUp {
  readonly mails: number;
  /** Between the arrival of the newest mail at the server and its arrival here; undefined when none came. */
  readonly lagSeconds: number | undefined;
}

/** Brings in new mail by number: each mail once, in order, and nothing is acknowledged before it is stored. */
@Injectable()
export class MailboxReader {
  private readonly log: Logger;

  constructor(
    private readonly cursors: MailboxCursors,
    private readonly slices: MailSlices,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.named('mailbox');
  }

  /** Where reading of the open folder goes on. A mailbox without a cursor is read from now on; one that was numbered anew is matched up first. */
  async begin(channelAccountId: string, connection: ImapConnection, inbox: Inbox): Promise<MailboxCursor> {
    const known = await this.cursors.find(channelAccountId, inbox.folder);
    if (known?.uidValidity === inbox.uidValidity) return known;
    const fresh = {
      folder: inbox.folder,
      uidValidity: inbox.uidValidity,
      lastUid: inbox.uidNext - 1,
      // History that was still to come is gone through again; what is here already counts once.
      backfillNextUid: (known ? known.backfillNextUid === null : inbox.folder !== INBOX) ? null : inbox.uidNext - 1,
    };
    if (known) await this.rereadAfterRenumbering(channelAccountId, connection, inbox, fresh);
    else await this.unitOfWork.run((tx) => this.cursors.place(tx, channelAccountId, fresh));
    return fresh;
  }

  /** Stores all mail above the number. @param onSlice called after each part that was stored, with its highest number */
  async catchUp(
    channelAccountId: string,
    connection: ImapConnection,
    cursor: MailboxCursor,
    onSlice: (lastUid: number) => void,
  ): Promise<CaughtUp> {
    let heads = await connection.headsFrom(cursor.lastUid + 1);
    const newest = heads.at(-1);
    const mails = heads.length;
    while (heads.length > 0) {
      const slice = nextSlice(heads);
      const lastUid = slice.at(-1)?.uid ?? cursor.lastUid;
      await this.slices.store({ id: channelAccountId }, connection, { ...cursor, heads: slice, silent: false }, (tx) =>
        this.cursors.advance(tx, channelAccountId, cursor, lastUid),
      );
      onSlice(lastUid);
      heads = heads.slice(slice.length);
    }
    return { mails, lagSeconds: newest && this.lag(newest) };
  }

  /**
   * The server numbered its mails anew (restored, moved, rebuilt). What arrived since we last looked must not be missed,
   * so the days around that moment are read again; mail that is here already is recognised by its contents.
   */
  private async rereadAfterRenumbering(
    channelAccountId: string,
    connection: ImapConnection,
    inbox: Inbox,
    fresh: MailboxCursor,
  ): Promise<void> {
    const since = await this.lastSeen(channelAccountId);
    this.log.warn({ channelAccountId, since }, 'The mailbox was numbered anew; recent mail is read again');
    const uids = (await connection.uidsSince(since)).filter((uid) => uid < inbox.uidNext);
    let heads = await cameSince(since, await connection.headsOf(uids), connection);
    do {
      const slice = nextSlice(heads);
      heads = heads.slice(slice.length);
      const isLast = heads.length === 0;
      // The new cursor counts from the last part on: after a crash in between, everything is read once more.
      await this.slices.store({ id: channelAccountId }, connection, { ...fresh, heads: slice, silent: false }, async (tx) => {
        if (isLast) await this.cursors.place(tx, channelAccountId, fresh);
      });
    } while (heads.length > 0);
  }

  /** A day before the last contact, but not before the account was connected: older mail was not asked for. */
  private async lastSeen(channelAccountId: string): Promise<Date> {
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ since: Date }>(
        `select greatest(created_at, coalesce(last_success_at, created_at) - interval '1 day') as since
           from channel_accounts where organisation_id = $1 and id = $2`,
        [tx.organisationId, channelAccountId],
      ),
    );
    return row?.since ?? this.clock.now();
  }

  private lag({ arrivedAt }: MailHead): number | undefined {
    return arrivedAt && Math.max(0, (this.clock.now().getTime() - arrivedAt.getTime()) / 1000);
  }
}

/**
 * A mailbox that was moved has old mail with new arrival dates: what the sender says tells it apart. But clocks of senders
 * are wrong at times; then the word of the last server on the way counts.
 */
async function cameSince(since: Date, heads: readonly MailHead[], connection: ImapConnection): Promise<MailHead[]> {
  const arrived = heads.filter(({ arrivedAt }) => !arrivedAt || arrivedAt >= since);
  const looksOld = ({ sentAt }: MailHead) => sentAt !== undefined && sentAt.getTime() < since.getTime() - 2 * DAY_MS;
  const takenOver = await connection.takenOverAt(arrived.filter(looksOld).map(({ uid }) => uid));
  return arrived.filter((head) => !looksOld(head) || (takenOver.get(head.uid) ?? new Date(0)) >= since);
}
