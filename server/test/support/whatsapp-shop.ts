import { randomUUID } from 'node:crypto';
import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { shop } from '@balie/shared/contracts/people.ts';
import { type Message, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { whatsAppSettings } from '@balie/shared/contracts/whatsapp.ts';
import type { FakeGraph } from '../../src/channels/whatsapp/testing/fake-graph.ts';
import { CONTACTS, CUSTOMER, customerMessage, envelope, NUMBER } from '../../src/channels/whatsapp/testing/meta-caller.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { eventually } from './eventually.ts';

export const connectionTo = (graph: FakeGraph) => ({
  phoneNumberId: NUMBER.phoneNumberId,
  businessAccountId: NUMBER.businessAccountId,
  accessToken: graph.accessToken,
  appSecret: graph.appSecret,
});

/** A shop with a WhatsApp number, and a customer who writes to it. */
export class WhatsAppShop {
  private constructor(
    readonly owner: ApiClient,
    readonly graph: FakeGraph,
    readonly account: ChannelAccount,
    readonly verifyToken: string,
  ) {}

  /** Through the front door, as an owner does. */
  static async open(owner: ApiClient, graph: FakeGraph): Promise<WhatsAppShop> {
    const [first] = (await owner.get('/api/shops')).as(page(shop)).items;
    const request = { ...connectionTo(graph), shopId: first?.id, name: 'WhatsApp' };
    const account = (await owner.post('/api/channels/whatsapp/numbers', request)).as(channelAccount);
    const { webhook } = (await owner.get(`/api/channels/whatsapp/numbers/${account.id}`)).as(whatsAppSettings);
    graph.meta.url = `${owner.url}${new URL(webhook.url).pathname}`;
    return new WhatsAppShop(owner, graph, account, webhook.verifyToken);
  }

  /** @param given of the message, beside who sent it when */
  message(given: object, at = Date.now() / 1000): Record<string, unknown> {
    this.graph.opensWindow(CUSTOMER.wa_id);
    return customerMessage({ ...given }, at);
  }

  say(body: string, more: object = {}): Record<string, unknown> {
    return this.message({ type: 'text', text: { body }, ...more });
  }

  /** One webhook with these messages. */
  deliver(...messages: readonly object[]): Promise<number> {
    return this.graph.meta.call(envelope({ contacts: CONTACTS, messages }));
  }

  /** The customer's messages of a ticket and ours, oldest first. */
  async messages(ticketId: string): Promise<Message[]> {
    const { timeline } = (await this.owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
    const messages = timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
    return messages.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
  }

  /** Answers whom the ticket says. */
  async answer(ticketId: string, text: string, more: object = {}): Promise<string> {
    return (await this.tryAnswer(ticketId, text, more)).as(ticketAndMessage).message.id;
  }

  async tryAnswer(ticketId: string, text: string, more: object = {}): Promise<ApiAnswer> {
    const { replyTo } = (await this.owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
    return this.owner.post(`/api/tickets/${ticketId}/replies`, {
      idempotencyKey: randomUUID(),
      html: `<p>${text}</p>`,
      ...replyTo,
      ...more,
    });
  }

  /** The answer, once it is so. */
  async once(ticketId: string, messageId: string, state: Message['delivery']['state'], reason?: RegExp): Promise<Message> {
    return eventually(
      async () => {
        const found = (await this.messages(ticketId)).find(({ id }) => id === messageId);
        return found?.delivery.state === state && (!reason || reason.test(found.delivery.reason ?? '')) ? found : undefined;
      },
      `the answer is ${state} ${reason ?? ''}`,
    );
  }
}
