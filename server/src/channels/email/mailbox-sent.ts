import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import type { ImapConnection } from './imap-connection.ts';
import { StoringFailed } from './mail-slice.ts';
import { MailboxCursors } from './mailbox-cursors.ts';
import { MailboxReader } from './mailbox-reader.ts';

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
    const known = await this.cursors.find(id, folder);
    if (!known) {
      const cursor = { folder, uidValidity: state.uidValidity, lastUid: state.uidNext - 1, backfillNextUid: null };
      await this.unitOfWork.run((tx) => this.cursors.place(tx, id, cursor));
      return false;
    }
    if (known.uidValidity === state.uidValidity && state.uidNext <= known.lastUid + 1) return false;
    const cursor = await this.reader.begin(id, connection, await connection.open(folder));
    await this.reader.catchUp(id, connection, cursor, () => undefined);
    return true;
  }
}
