import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelDisconnected } from './ticket.errors.ts';

/** Which of our addresses a message leaves from. */
export interface SendingChannel {
  readonly address: string;
  readonly kind: ChannelKind;
  readonly shopId: string;
  /** Answers can be taken back for so long; null: as everywhere in the house. */
  readonly undoSeconds: number | null;
}

/** @throws {NotFound | ChannelDisconnected} */
export async function loadSendingChannel(tx: Tx, channelAccountId: string): Promise<SendingChannel> {
  const [found] = await tx.query<SendingChannel & { removed: boolean }>(
    `select address, kind, shop_id as "shopId", undo_seconds as "undoSeconds", removed_at is not null as removed from channel_accounts
      where id = $1 and organisation_id = $2`,
    [channelAccountId, tx.organisationId],
  );
  if (!found) throw new NotFound('channel');
  const { removed, ...channel } = found;
  if (removed) throw new ChannelDisconnected();
  return channel;
}
