import { page } from '@balie/shared/contracts/common.ts';
import { shop } from '@balie/shared/contracts/people.ts';
import { connectedPhone, type PhoneProvider, phoneSettings } from '@balie/shared/contracts/phone.ts';
import { type Message, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { FAKE_EXCHANGES, type FakeCall, type FakeMoment } from '../../src/channels/phone/testing/fake-exchange.ts';
import type { ApiClient } from './api-client.ts';

/** Given to Twilio by its customers. */
const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';

/** A connected number and the exchange behind it. */
export interface PhoneLine {
  readonly accountId: string;
  readonly webhookUrl: string;
  readonly secret: string;
  /** Tells of a moment of a call, so many seconds after its start. @returns the status of the answer */
  tell(call: FakeCall, moment: FakeMoment, afterSeconds?: number, changes?: { readonly secret?: string }): Promise<number>;
  /** Sends it as it is. */
  post(body: string, headers: Record<string, string>): Promise<number>;
}

/** Connects a number through the front door. */
export async function connectPhone(owner: ApiClient, provider: PhoneProvider, number = '020 123 45 67'): Promise<PhoneLine> {
  const [first] = (await owner.get('/api/shops')).as(page(shop)).items;
  const request = { provider, shopId: first?.id, name: `Telefoon ${provider}`, number, secret: provider === 'twilio' ? AUTH_TOKEN : null };
  const connected = (await owner.post('/api/channels/phone/accounts', request)).as(connectedPhone);
  const { webhookUrl } = (await owner.get(`/api/channels/phone/accounts/${connected.accountId}`)).as(phoneSettings);
  const secret = connected.secret ?? AUTH_TOKEN;
  const post = async (body: string, headers: Record<string, string>) => {
    const address = owner.url + new URL(webhookUrl).pathname;
    return (await fetch(address, { method: 'POST', body, headers, signal: AbortSignal.timeout(60_000) })).status;
  };
  return {
    accountId: connected.accountId,
    webhookUrl,
    secret,
    post,
    tell: (call, moment, afterSeconds = 0, changes = {}) => {
      const at = new Date(call.startedAt.getTime() + afterSeconds * 1000);
      const { body, headers } = FAKE_EXCHANGES[provider](call, moment, at, { url: webhookUrl, secret, ...changes });
      return post(body, headers);
    },
  };
}

/** The calls of a ticket, oldest first. */
export async function callsOf(client: ApiClient, ticketId: string): Promise<NonNullable<Message['call']>[]> {
  const { timeline } = (await client.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
  return timeline.items.flatMap((item) => (item.kind === 'message' && item.message.call ? [item.message.call] : []));
}
