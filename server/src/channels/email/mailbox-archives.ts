import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { archiveFolders } from './archive-folders.ts';
import { type ImapConnection, INBOX } from './imap-connection.ts';
import { StoringFailed } from './mail-slice.ts';
import { type MailboxCursor, MailboxCursors } from './mailbox-cursors.ts';
import { MailboxHistory } from './mailbox-history.ts';
import type { LookedAtFolders } from './mailbox-sent.ts';

/** The inbox is looked at again after this, however much is left. */
const TURN_MS = 2_000;
/** A history from before this is one of everything: mail is hardly older. */
const EVERYTHING_SINCE = new Date('1990-01-01');
const NOTHING: LookedAtFolders = { isAway: false, hasMore: false };

/**
 * Where all mail of a mailbox was asked for: brings what its owner put into other folders than the inbox, after the inbox
 * and before the sent mail. Each folder once; what arrives there later came through the inbox.
 */
@Injectable()
export class MailboxArchives {
  private readonly log: Logger;

  constructor(
    private readonly cursors: MailboxCursors,
    private readonly history: MailboxHistory,
    private readonly accounts: ChannelAccounts,
    private readonly unitOfWork: UnitOfWork,
    log: Log,
  ) {
    this.log = log.named('mailbox');
  }

  /** @throws {StoringFailed} and when the connection is gone; a folder that cannot be read holds nothing up */
  async look(channelAccountId: string, connection: ImapConnection): Promise<LookedAtFolders> {
    const wanted = await this.accounts.backfillOf(channelAccountId);
    if (!wanted || wanted.finishedAt !== null || new Date(wanted.since) > EVERYTHING_SINCE) return NOTHING;
    const { sent, archives } = await this.folders(connection);
    const known = await this.begin(channelAccountId, connection, archives);
    const left = known.filter(({ folder, backfillNextUid }) => folder !== INBOX && folder !== sent && backfillNextUid !== null);
    if (left.length === 0 || known.some(({ folder, backfillNextUid }) => folder === INBOX && backfillNextUid !== null)) return NOTHING;
    const until = performance.now() + TURN_MS;
    for (const cursor of left) {
      if (performance.now() >= until) return { isAway: true, hasMore: true };
      if (await this.bring(channelAccountId, connection, cursor, until)) return { isAway: true, hasMore: true };
    }
    return { isAway: true, hasMore: false };
  }

  private async folders(connection: ImapConnection): Promise<{ sent: string | undefined; archives: readonly string[] }> {
    const sent = await connection.sentFolder();
    return { sent, archives: archiveFolders(await connection.folders(), sent, connection.isGmail) };
  }

  /** Their cursors stand before the inbox is through, so that its end is not taken for the end of all. @returns all cursors */
  private async begin(id: string, connection: ImapConnection, archives: readonly string[]): Promise<MailboxCursor[]> {
    const known = await this.cursors.list(id);
    for (const folder of archives.filter((path) => !known.some((cursor) => cursor.folder === path))) {
      const state = await connection.stateOf(folder).catch(() => undefined);
      if (!state) continue;
      const lastUid = state.uidNext - 1;
      const cursor = { folder, uidValidity: state.uidValidity, lastUid, backfillNextUid: lastUid > 0 ? lastUid : null };
      await this.unitOfWork.run((tx) => this.cursors.place(tx, id, cursor));
      known.push(cursor);
    }
    return known;
  }

  /** @returns whether there is more in this folder */
  private async bring(id: string, connection: ImapConnection, cursor: MailboxCursor, until: number): Promise<boolean> {
    try {
      const { uidValidity, uidNext } = await connection.open(cursor.folder);
      const isRenumbered = uidValidity !== cursor.uidValidity;
      // Gone through again; what is here already counts once.
      const fresh = isRenumbered ? { ...cursor, uidValidity, lastUid: uidNext - 1, backfillNextUid: uidNext - 1 } : cursor;
      if (isRenumbered) await this.unitOfWork.run((tx) => this.cursors.place(tx, id, fresh));
      let left = await this.history.begin(id, connection, fresh, true);
      while (left && performance.now() < until) left = await this.history.bring(id, connection, left);
      return left !== undefined;
    } catch (error) {
      if (error instanceof StoringFailed || !connection.isOpen) throw error;
      this.log.warn({ err: error, channelAccountId: id, folder: cursor.folder }, 'A folder cannot be read; the history goes on without it');
      await this.history.giveUp(id, cursor);
      return false;
    }
  }
}
