import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';

/** Who writes, and from which of our addresses. */
export interface Sender {
  readonly agentName: string;
  readonly address: string;
  readonly channelKind: ChannelKind;
  readonly shopId: string;
}

/** @throws {NotFound} when the channel account is not of this organisation */
export async function loadSender(tx: Tx, agentId: string, channelAccountId: string): Promise<Sender> {
  const [sender] = await tx.query<Sender>(
    `select a.name as "agentName", c.address, c.kind as "channelKind", c.shop_id as "shopId"
       from channel_accounts c join agents a on a.id = $1 and a.organisation_id = c.organisation_id
      where c.id = $2 and c.organisation_id = $3`,
    [agentId, channelAccountId, tx.organisationId],
  );
  if (!sender) throw new NotFound('channel');
  return sender;
}
