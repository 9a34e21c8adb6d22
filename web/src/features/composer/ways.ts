import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
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
export function useWays({ ticket, contact, replyTo }: TicketDetail): readonly Way[] {
  return waysOf({ ticket, contact, replyTo }, [...useChannels().values()]);
}

export function waysOf(
  { ticket, contact, replyTo }: Pick<TicketDetail, 'ticket' | 'contact' | 'replyTo'>,
  accounts: readonly ChannelAccount[],
): readonly Way[] {
  const own = accounts.find(({ id, capabilities }) => id === ticket.channelAccountId && capabilities.reply);
  const others = accounts.filter(
    (account) => account.shopId === ticket.shopId && account.id !== ticket.channelAccountId && account.capabilities.reply,
  );
  const reaching = others.flatMap((account) => {
    const address = addressFor(account, contact);
    return address === undefined ? [] : [{ account, recipients: { to: [{ address, name: contact.name }], cc: [] } }];
  });
  return own ? [{ account: own, recipients: replyTo }, ...reaching] : reaching;
}

/** By what the customer can be reached there. What a marketplace made for one order leads nowhere else; what mail came back from comes last. */
function addressFor({ capabilities }: ChannelAccount, { identities }: Contact): string | undefined {
  const usable = identities.filter(({ relay }) => !relay);
  const known = (capabilities.reaches ?? []).flatMap((kind) => usable.filter((identity) => identity.kind === kind));
  return (known.find(({ undeliverable }) => undeliverable === null) ?? known[0])?.value;
}
