import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ImapConnection } from './imap-connection.ts';
import { StoringFailed } from './mail-slice.ts';
import { type MailboxCursor, MailboxCursors } from './mailbox-cursors.ts';
import { MailboxHistory } from './mailbox-history.ts';
import { MailboxReader } from './mailbox-reader.ts';

/** The inbox is looked at again after this, however much is left of the history. */
const TURN_MS = 2_000;

export interface LookedAtFolders {
  /** Another folder than the inbox is open now. */
  readonly isAway: boolean;
  /** There is more of the history to bring. */
  readonly hasMore: boolean;
}

/** Servers search by the day, each in a time zone of its own. */
const DAY_MS = 86_400_000;

/**
 * Looks into the folder of sent mail, from the moment the account is connected: what a colleague answered from Outlook
 * or a phone belongs in its ticket, too. Where old mail was asked for, old answers follow it. Over the connection of the
 * inbox, which is opened again afterwards: providers count connections.
 */
@Injectable()
export class MailboxSent {
  private readonly log: Logger;

  constructor(
    private readonly reader: MailboxReader,
    private readonly cursors: MailboxCursors,
    private readonly history: MailboxHistory,
    private readonly accounts: ChannelAccounts,
    private readonly unitOfWork: UnitOfWork,
    log: Log,
  ) {
    this.log = log.named('mailbox');
  }

  /**
   * Brings in what is new there, and a part of the history once the other folders are through.
   * @throws {StoringFailed} and when the connection is gone; a folder that cannot be read holds nothing up
   */
  async look(channelAccountId: string, connection: ImapConnection): Promise<LookedAtFolders> {
    try {
      return await this.bring(channelAccountId, connection);
    } catch (error) {
      if (error instanceof StoringFailed || !connection.isOpen) throw error;
      this.log.warn({ err: error, channelAccountId }, 'The folder of sent mail cannot be read');
      return { isAway: true, hasMore: false };
    }
  }

  private async bring(id: string, connection: ImapConnection): Promise<LookedAtFolders> {
    const folder = await connection.sentFolder();
    const state = folder === undefined ? undefined : await connection.stateOf(folder);
    if (folder === undefined || !state) return { isAway: false, hasMore: false };
    const found = await this.cursors.find(id, folder);
    const known = found ?? (await this.begin(id, connection, folder));
    const isNext = known.backfillNextUid !== null && (await this.isLast(id, folder));
    if (!isNext && known.uidValidity === state.uidValidity && state.uidNext <= known.lastUid + 1) return { isAway: !found, hasMore: false };
    const cursor = await this.reader.begin(id, connection, await connection.open(folder));
    await this.reader.catchUp(id, connection, cursor, () => undefined);
    return { isAway: true, hasMore: isNext && (await this.bringHistory(id, connection, cursor)) };
  }

  /** Are all other folders through? */
  private async isLast(id: string, folder: string): Promise<boolean> {
    return !(await this.unitOfWork.run((tx) => this.cursors.hasHistoryBeside(tx, id, folder)));
  }

  /** @returns whether there is more */
  private async bringHistory(id: string, connection: ImapConnection, cursor: MailboxCursor): Promise<boolean> {
    const until = performance.now() + TURN_MS;
    let left = await this.history.begin(id, connection, cursor);
    while (left && performance.now() < until) left = await this.history.bring(id, connection, left);
    return left !== undefined;
  }

  /** The folder may be younger than the account: many programs make it when they keep the first mail in it. */
  private async begin(id: string, connection: ImapConnection, folder: string): Promise<MailboxCursor> {
    const { uidValidity, uidNext } = await connection.open(folder);
    const connectedAt = await this.cursors.connectedAt(id);
    const lately = await connection.headsOf(await connection.uidsSince(new Date(connectedAt.getTime() - DAY_MS)));
    const first = lately.find(({ arrivedAt }) => arrivedAt !== undefined && arrivedAt >= connectedAt);
    const lastUid = (first?.uid ?? uidNext) - 1;
    const isWanted = lastUid > 0 && (await this.accounts.backfillOf(id))?.finishedAt === null;
    const cursor = { folder, uidValidity, lastUid, backfillNextUid: isWanted ? lastUid : null };
    await this.unitOfWork.run((tx) => this.cursors.place(tx, id, cursor));
    return cursor;
  }
}
