import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';

/** How far a mailbox has been read. */
export interface MailboxCursor {
  readonly folder: string;
  /** Of the numbering in which the other numbers count. Decimal. */
  readonly uidValidity: string;
  /** Everything up to this number has been stored. */
  readonly lastUid: number;
  /** History: everything above this number is in, this one is next; null when there is nothing more to bring. */
  readonly backfillNextUid: number | null;
}

/** Kept beside the raw messages, and moved in the transaction that stores them. */
@Injectable()
export class MailboxCursors {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async find(channelAccountId: string, folder: string): Promise<MailboxCursor | undefined> {
    return (await this.list(channelAccountId)).find((cursor) => cursor.folder === folder);
  }

  /** Of all folders that are read. */
  async list(channelAccountId: string): Promise<MailboxCursor[]> {
    const rows = await this.unitOfWork.run((tx) =>
      tx.query<{ folder: string; uid_validity: string; last_uid: string; backfill_next_uid: string | null }>(
        `select folder, uid_validity, last_uid, backfill_next_uid from mailbox_cursors
          where organisation_id = $1 and channel_account_id = $2 order by folder`,
        [tx.organisationId, channelAccountId],
      ),
    );
    return rows.map((row) => ({
      folder: row.folder,
      uidValidity: String(row.uid_validity),
      lastUid: Number(row.last_uid),
      backfillNextUid: row.backfill_next_uid === null ? null : Number(row.backfill_next_uid),
    }));
  }

  /** When the account came to be. */
  async connectedAt(channelAccountId: string): Promise<Date> {
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ created_at: Date }>('select created_at from channel_accounts where organisation_id = $1 and id = $2', [
        tx.organisationId,
        channelAccountId,
      ]),
    );
    if (!row) throw new Error(`The account ${channelAccountId} is gone`);
    return row.created_at;
  }

  /** Where reading begins, or begins anew. */
  async place(tx: Tx, channelAccountId: string, cursor: MailboxCursor): Promise<void> {
    await tx.query(
      `insert into mailbox_cursors (organisation_id, channel_account_id, folder, uid_validity, last_uid, backfill_next_uid)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (channel_account_id, folder) do update set uid_validity = excluded.uid_validity,
         last_uid = excluded.last_uid, backfill_next_uid = excluded.backfill_next_uid, updated_at = now()`,
      [tx.organisationId, channelAccountId, cursor.folder, cursor.uidValidity, cursor.lastUid, cursor.backfillNextUid],
    );
  }

  /** Only ever forward, and only within the same numbering. */
  async advance(tx: Tx, channelAccountId: string, { folder, uidValidity }: MailboxCursor, lastUid: number): Promise<void> {
    await tx.query(
      `update mailbox_cursors set last_uid = $5, updated_at = now()
        where organisation_id = $1 and channel_account_id = $2 and folder = $3 and uid_validity = $4 and last_uid < $5`,
      [tx.organisationId, channelAccountId, folder, uidValidity, lastUid],
    );
  }

  /** @param nextUid null when the history is complete */
  async advanceBackfill(
    tx: Tx,
    channelAccountId: string,
    { folder, uidValidity }: Pick<MailboxCursor, 'folder' | 'uidValidity'>,
    nextUid: number | null,
  ): Promise<void> {
    await tx.query(
      `update mailbox_cursors set backfill_next_uid = $5, updated_at = now()
        where organisation_id = $1 and channel_account_id = $2 and folder = $3 and uid_validity = $4`,
      [tx.organisationId, channelAccountId, folder, uidValidity, nextUid],
    );
  }

  /** Is there history to bring from another folder than this one? */
  async hasHistoryBeside(tx: Tx, channelAccountId: string, folder: string): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from mailbox_cursors
        where organisation_id = $1 and channel_account_id = $2 and folder <> $3 and backfill_next_uid is not null limit 1`,
      [tx.organisationId, channelAccountId, folder],
    );
    return rows.length > 0;
  }
}
