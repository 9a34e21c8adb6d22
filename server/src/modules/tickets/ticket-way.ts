import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { LockedTicket } from './lock-ticket.ts';
import { loadSendingChannel } from './sending-channel.ts';
import { WayOfAnotherShop } from './ticket.errors.ts';
import type { InboundMessage, MessageNature } from './ticket-intake.ts';

/** By which of our accounts a ticket goes on: answers leave there unless somebody says otherwise. */
export interface TicketWay {
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
}

/**
 * The way that an answer is to go.
 * @param wanted absent: as the ticket goes
 * @throws {NotFound | ChannelDisconnected | WayOfAnotherShop}
 */
export async function wayOf(tx: Tx, ticket: LockedTicket, wanted: string | undefined): Promise<TicketWay> {
  const { channelAccountId, channelKind } = ticket;
  if (wanted === undefined || wanted === channelAccountId) return { channelAccountId, channelKind };
  const channel = await loadSendingChannel(tx, wanted);
  // The customer knows the shop they wrote to, and no other of the same owner.
  if (channel.shopId !== ticket.shopId) throw new WayOfAnotherShop();
  return { channelAccountId: wanted, channelKind: channel.kind };
}

/** Who writes by another channel than they were answered by is answered there. */
export function followCustomer(
  tx: Tx,
  ticket: LockedTicket,
  message: InboundMessage,
  judged: { nature: MessageNature; fromStranger: boolean },
): void {
  const answerable = judged.nature === 'personal' && !judged.fromStranger && message.replyRecipients.to.length > 0;
  if (message.silent || !answerable || message.channelKind === ticket.channelKind) return;
  goOnBy(tx, ticket.id, message);
}

export function goOnBy(tx: Tx, ticketId: string, { channelAccountId, channelKind }: TicketWay): void {
  tx.write('update tickets set channel_account_id = $3, channel_kind = $4 where id = $1 and organisation_id = $2', [
    ticketId,
    tx.organisationId,
    channelAccountId,
    channelKind,
  ]);
}
