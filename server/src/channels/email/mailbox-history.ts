import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AccountHealth } from '../core/account-health.ts';
import type { Backfill } from '../core/channel-account-row.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import { PassedOver } from '../core/passed-over.ts';
import type { ImapConnection } from './imap-connection.ts';
import { MailSlices, nextSlice } from './mail-slice.ts';
import { type MailboxCursor, MailboxCursors } from './mailbox-cursors.ts';
import { TO_STRANGERS } from './sent-mail.ts';

/** Looked at together; the slices they are fetched in are smaller, because new mail goes first between two of them. */
const WINDOW = 25;

/** History that is still to come, within one connection. */
export interface HistoryToBring {
  readonly folder: string;
  readonly uidValidity: string;
  /** Newest first. */
  readonly uids: readonly number[];
  readonly progress: Backfill;
  /** The folder is neither the inbox nor the one of sent mail. */
  readonly isArchive: boolean;
}

/**
 * Brings in the last N days of a newly connected mailbox, newest first, silently, part by part; a restart goes on where it was.
 * Folder by folder: what was kept elsewhere follows the inbox, and what was sent follows what came in, so that answers find their conversations.
 */
@Injectable()
export class MailboxHistory {
  constructor(
    private readonly cursors: MailboxCursors,
    private readonly slices: MailSlices,
    private readonly accounts: ChannelAccounts,
    private readonly health: AccountHealth,
    private readonly passedOver: PassedOver,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** What is to come of the folder that is open. Undefined when there is nothing (more) to bring. */
  async begin(
    channelAccountId: string,
    connection: ImapConnection,
    cursor: MailboxCursor,
    isArchive = false,
  ): Promise<HistoryToBring | undefined> {
    const next = cursor.backfillNextUid;
    const progress = next === null ? null : await this.accounts.backfillOf(channelAccountId);
    if (next === null || !progress || progress.finishedAt !== null) return undefined;
    const uids = (await connection.uidsSince(new Date(progress.since), 'kept')).filter((uid) => uid <= next).toReversed();
    return {
      folder: cursor.folder,
      uidValidity: cursor.uidValidity,
      uids,
      isArchive,
      progress: { ...progress, total: progress.done + uids.length },
    };
  }

  /** Brings one part. @returns what is left, undefined when that was all */
  async bring(channelAccountId: string, connection: ImapConnection, history: HistoryToBring): Promise<HistoryToBring | undefined> {
    const window = history.uids.slice(0, WINDOW);
    const heads = (await connection.headsOf(window)).toReversed();
    const slice = nextSlice(heads);
    const lowest = slice.at(-1)?.uid;
    // Numbers of mails that were removed meanwhile count as brought.
    const brought = lowest === undefined || slice.length === heads.length ? window.length : window.indexOf(lowest) + 1;
    const uids = history.uids.slice(brought);
    const progress = { ...history.progress, done: history.progress.done + brought, finishedAt: null };
    await this.slices.store({ id: channelAccountId }, connection, { ...history, heads: slice, silent: true }, async (tx) => {
      await this.cursors.advanceBackfill(tx, channelAccountId, history, uids[0] ?? null);
      const isAll = uids.length === 0 && !(await this.cursors.hasHistoryBeside(tx, channelAccountId, history.folder));
      if (isAll) await this.finish(tx, channelAccountId, progress);
      else await this.health.backfill(tx, channelAccountId, progress);
    });
    return uids.length > 0 ? { ...history, uids, progress } : undefined;
  }

  /** The rest of this folder stays where it is. */
  async giveUp(channelAccountId: string, cursor: Pick<MailboxCursor, 'folder' | 'uidValidity'>): Promise<void> {
    const progress = await this.accounts.backfillOf(channelAccountId);
    await this.unitOfWork.run(async (tx) => {
      await this.cursors.advanceBackfill(tx, channelAccountId, cursor, null);
      if (!progress || (await this.cursors.hasHistoryBeside(tx, channelAccountId, cursor.folder))) return;
      await this.finish(tx, channelAccountId, progress);
    });
  }

  /** What colleagues sent meanwhile to customers of old went to nobody who was known. */
  private async finish(tx: Tx, channelAccountId: string, progress: Backfill): Promise<void> {
    await this.health.backfill(tx, channelAccountId, { ...progress, finishedAt: this.clock.now().toISOString() });
    await this.passedOver.again(tx, channelAccountId, TO_STRANGERS);
  }
}
