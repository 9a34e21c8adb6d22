import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';

/** The account by which a shop writes mail, as far as its capabilities tell: recipients can be chosen, a conversation begun. */
export function mailAccountOf(accounts: readonly ChannelAccount[], shopId: string): ChannelAccount | undefined {
  return accounts.find((account) => {
    const { reply, subject, recipients, startConversation } = account.capabilities;
    return account.shopId === shopId && account.status !== 'paused' && reply && subject && recipients && startConversation;
  });
}
