import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import type { ImapConnection } from './imap-connection.ts';
import { StoringFailed } from './mail-slice.ts';
import { type MailboxCursor, MailboxCursors } from './mailbox-cursors.ts';
import { MailboxReader } from './mailbox-reader.ts';

/** Servers search by the day, each in a time zone of its own. */
const DAY_MS = 86_400_000;

/**
 * Looks into the folder of sent mail, from the moment the account is connected: what a colleague answered from Outlook
 * or a phone belongs in its ticket, too. Over the connection of the inbox, which is opened again afterwards: providers
 * count connections.
 */
@Injectable()
export class MailboxSent {
  private readonly log: Logger;

  constructor(
    private readonly reader: MailboxReader,
    private readonly cursors: MailboxCursors,
    private readonly unitOfWork: UnitOfWork,
    log: Log,
  ) {
    this.log = log.named('mailbox');
  }

  /**
   * Brings in what is new there.
   * @returns true when another folder is open now
   * @throws {StoringFailed} and when the connection is gone; a folder that cannot be read holds nothing up
   */
  async look(channelAccountId: string, connection: ImapConnection): Promise<boolean> {
    try {
      return await this.bring(channelAccountId, connection);
    } catch (error) {
      if (error instanceof StoringFailed || !connection.isOpen) throw error;
      this.log.warn({ err: error, channelAccountId }, 'The folder of sent mail cannot be read');
      return true;
    }
  }

  private async bring(id: string, connection: ImapConnection): Promise<boolean> {
    const folder = await connection.sentFolder();
    const state = folder === undefined ? undefined : await connection.stateOf(folder);
    if (folder === undefined || !state) return false;
    const found = await this.cursors.find(id, folder);
    const known = found ?? (await this.begin(id, connection, folder));
    if (known.uidValidity === state.uidValidity && state.uidNext <= known.lastUid + 1) return !found;
    const cursor = await this.reader.begin(id, connection, await connection.open(folder));
    await this.reader.catchUp(id, connection, cursor, () => undefined);
    return true;
  }

  /** The folder may be younger than the account: many programs make it when they keep the first mail in it. */
  private async begin(id: string, connection: ImapConnection, folder: string): Promise<MailboxCursor> {
    const { uidValidity, uidNext } = await connection.open(folder);
    const connectedAt = await this.cursors.connectedAt(id);
    const lately = await connection.headsOf(await connection.uidsSince(new Date(connectedAt.getTime() - DAY_MS)));
    const first = lately.find(({ arrivedAt }) => arrivedAt !== undefined && arrivedAt >= connectedAt);
    const cursor = { folder, uidValidity, lastUid: (first?.uid ?? uidNext) - 1, backfillNextUid: null };
    await this.unitOfWork.run((tx) => this.cursors.place(tx, id, cursor));
    return cursor;
  }
}
