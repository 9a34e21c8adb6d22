import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { type FailedMessage, failedMessagePage } from '@balie/shared/contracts/failed-messages.ts';
import { type PersonalRow, ticketPage } from '@balie/shared/contracts/tickets.ts';
import type { ApiClient } from './api-client.ts';

/** The newest tickets, open and solved alike. */
export async function ticketsOf(client: ApiClient): Promise<PersonalRow[]> {
  const views = await Promise.all(['open', 'solved'].map((view) => client.get(`/api/views/${view}/tickets?limit=100`)));
  return views.flatMap((answer) => answer.as(ticketPage).items);
}

export async function accountOf(client: ApiClient): Promise<ChannelAccount> {
  const [account] = (await client.get('/api/channel-accounts')).as(page(channelAccount)).items;
  if (!account) throw new Error('No account is connected');
  return account;
}

export async function failedOf(client: ApiClient): Promise<FailedMessage[]> {
  return (await client.get('/api/failed-messages')).as(failedMessagePage).items;
}
