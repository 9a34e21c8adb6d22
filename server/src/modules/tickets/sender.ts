import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChannelDisconnected } from './ticket.errors.ts';

/** Who writes, and from which of our addresses. */
export interface Sender {
  readonly agentName: string;
  readonly address: string;
  readonly channelKind: ChannelKind;
  readonly shopId: string;
}

/** @throws {NotFound | ChannelDisconnected} */
export async function loadSender(tx: Tx, agentId: string, channelAccountId: string): Promise<Sender> {
  const [found] = await tx.query<Sender & { removed: boolean }>(
    `select a.name as "agentName", c.address, c.kind as "channelKind", c.shop_id as "shopId",
            c.removed_at is not null as removed
       from channel_accounts c join agents a on a.id = $1 and a.organisation_id = c.organisation_id
      where c.id = $2 and c.organisation_id = $3`,
    [agentId, channelAccountId, tx.organisationId],
  );
  if (!found) throw new NotFound('channel');
  const { removed, ...sender } = found;
  if (removed) throw new ChannelDisconnected();
  return sender;
}
