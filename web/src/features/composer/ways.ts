import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Contact } from '@balie/shared/contracts/contacts.ts';
import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { useChannels } from '../../lib/tickets/names.ts';
import type { Recipients } from './use-send.ts';

/** A way that an answer can go: by which account, and to whom unless the agent says otherwise. */
export interface Way {
  readonly account: ChannelAccount;
  readonly recipients: Pick<Recipients, 'to' | 'cc'>;
}

/** The ways to the customer of a ticket, the ticket's own first where it takes answers. */
export function useWays(detail: TicketDetail): readonly Way[] {
  return waysOf(detail, [...useChannels().values()]);
}

export function waysOf(
  { ticket, contact, replyTo, knownAt }: Pick<TicketDetail, 'ticket' | 'contact' | 'replyTo' | 'knownAt'>,
  accounts: readonly ChannelAccount[],
): readonly Way[] {
  const own = accounts.find(({ id, capabilities }) => id === ticket.channelAccountId && capabilities.reply);
  const others = accounts.filter(
    (account) => account.shopId === ticket.shopId && account.id !== ticket.channelAccountId && account.capabilities.reply,
  );
  const reaching = others.flatMap((account) => {
    const receiver = account.capabilities.reachesKnown ? knownAt[account.id]?.[0] : receiverFor(account, contact);
    return receiver === undefined ? [] : [{ account, recipients: { to: [receiver], cc: [] } }];
  });
  return own ? [{ account: own, recipients: replyTo }, ...reaching] : reaching;
}

/** By what the customer can be reached there. What a marketplace made for one order leads nowhere else; what mail came back from comes last. */
function receiverFor({ capabilities }: ChannelAccount, { identities, name }: Contact): MailAddress | undefined {
  const usable = identities.filter(({ relay }) => !relay);
  const known = (capabilities.reaches ?? []).flatMap((kind) => usable.filter((identity) => identity.kind === kind));
  const best = known.find(({ undeliverable }) => undeliverable === null) ?? known[0];
  return best && { address: best.value, name };
}
