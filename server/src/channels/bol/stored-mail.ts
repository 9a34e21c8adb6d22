import { Injectable } from '@nestjs/common';
import type { InboundMessage } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter, RawMessage } from '../core/channel-adapter.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { RawContents } from '../core/raw-contents.ts';
import { NoStoredMail } from './bol.errors.ts';

interface RawRow {
  readonly id: string;
  readonly external_key: string;
  readonly storage_key: string;
  readonly contents: Buffer | null;
  readonly received_at: Date;
  readonly channel_account_id: string;
}

/** A mail that came in before, read anew. */
export interface MailAgain {
  readonly mailbox: ChannelAccountForAdapter;
  readonly raw: RawMessage;
  /** As its mailbox's own adapter reads it, before anything is made of it. */
  readonly message: InboundMessage;
}

/** Takes up the raw mail that a message was made of. */
@Injectable()
export class StoredMail {
  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly contents: RawContents,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws {NotFound | NoStoredMail} */
  async read(messageId: string): Promise<MailAgain> {
    const row = await this.rowOf(messageId);
    const mailbox = await this.accounts.forAdapter(row.channel_account_id, { evenRemoved: true });
    if (!mailbox) throw new NoStoredMail();
    const contents = await this.contents.read({ storageKey: row.storage_key, contents: row.contents }).catch(() => {
      throw new NoStoredMail();
    });
    const raw = { id: row.id, externalKey: row.external_key, receivedAt: row.received_at, silent: true, contents };
    const parsed = await this.registry.get(mailbox.kind).parse(mailbox, raw);
    if (parsed.outcome !== 'message') throw new NoStoredMail();
    return { mailbox, raw, message: parsed.message };
  }

  private rowOf(messageId: string): Promise<RawRow> {
    return this.unitOfWork.run(async (tx) => {
      const [message] = await tx.query<{ raw: string | null }>(
        'select raw_message_id as raw from messages where organisation_id = $1 and id = $2',
        [tx.organisationId, messageId],
      );
      if (!message) throw new NotFound('message');
      const [row] = await tx.query<RawRow>(
        'select id, external_key, storage_key, contents, received_at, channel_account_id from raw_messages where organisation_id = $1 and id = $2',
        [tx.organisationId, message.raw],
      );
      if (!row) throw new NoStoredMail();
      return row;
    });
  }
}
