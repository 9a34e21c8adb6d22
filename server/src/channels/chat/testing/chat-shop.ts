import { randomUUID } from 'node:crypto';
import { type ChannelAccount, channelAccount } from '@balie/shared/contracts/channels.ts';
import { type ChatLook, type ChatSettings, chatSettings, newChatSecret } from '@balie/shared/contracts/chat-desk.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { shop } from '@balie/shared/contracts/people.ts';
import {
  type Message,
  type PersonalRow,
  ticketAndMessage,
  ticketDetail,
  ticketPage,
  timelinePage,
} from '@balie/shared/contracts/tickets.ts';
import type { ApiClient } from '../../../../test/support/api-client.ts';
import { eventually } from '../../../../test/support/eventually.ts';

export const LOOK: ChatLook = {
  colour: '#0b6e4f',
  language: 'nl',
  greeting: { nl: 'Waarmee kunnen we helpen?', en: 'How can we help?' },
  preChat: { name: 'off', email: 'optional' },
  hours: { timeZone: 'Europe/Amsterdam', windows: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: '00:00', closes: '24:00' })) },
  answerWithinMinutes: 60,
  domains: ['lampen.test'],
  identityRequired: false,
  mailAfterMinutes: 2,
};

/** A shop with a chat on its pages, and who answers there. */
export class ChatShop {
  private constructor(
    readonly owner: ApiClient,
    readonly account: ChannelAccount,
    readonly key: string,
  ) {}

  /** Through the front door, as an owner does. */
  static async open(owner: ApiClient, look: Partial<ChatLook> = {}): Promise<ChatShop> {
    const [first] = (await owner.get('/api/shops')).as(page(shop)).items;
    const request = { shopId: first?.id, name: 'Chat', look: { ...LOOK, ...look } };
    const account = (await owner.post('/api/channels/chat/accounts', request)).as(channelAccount);
    const { key } = (await owner.get(`/api/channels/chat/accounts/${account.id}`)).as(chatSettings);
    return new ChatShop(owner, account, key);
  }

  async change(look: Partial<ChatLook>): Promise<ChatSettings> {
    return (await this.owner.patch(`/api/channels/chat/accounts/${this.account.id}`, look)).as(chatSettings);
  }

  async newSecret(): Promise<string> {
    return (await this.owner.post(`/api/channels/chat/accounts/${this.account.id}/secret`)).as(newChatSecret).secret;
  }

  async tickets(): Promise<PersonalRow[]> {
    const views = await Promise.all(['open', 'pending', 'solved'].map((view) => this.owner.get(`/api/views/${view}/tickets?limit=100`)));
    const rows = views.flatMap((answer) => answer.as(ticketPage).items);
    return [...new Map(rows.map((row) => [row.id, row])).values()];
  }

  /** The ticket in which somebody wrote this. */
  ticketWith(text: string): Promise<PersonalRow> {
    return eventually(async () => {
      for (const row of await this.tickets()) if ((await this.texts(row.id)).includes(text)) return row;
      return undefined;
    }, `a ticket with "${text}"`);
  }

  /** Oldest first, without activities. */
  async messages(ticketId: string): Promise<Message[]> {
    let { timeline } = (await this.owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
    const items = [...timeline.items];
    while (timeline.olderCursor) {
      const path = `/api/tickets/${ticketId}/timeline?before=${encodeURIComponent(timeline.olderCursor)}`;
      timeline = (await this.owner.get(path)).as(timelinePage);
      items.unshift(...timeline.items);
    }
    return items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  }

  async texts(ticketId: string): Promise<string[]> {
    return (await this.messages(ticketId)).map(({ text }) => text);
  }

  /** Answers whom the ticket says. @returns the message's id */
  async answer(ticketId: string, text: string, agent: ApiClient = this.owner, attachmentIds: readonly string[] = []): Promise<string> {
    const { replyTo } = (await agent.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
    const request = { idempotencyKey: randomUUID(), html: `<p>${text}</p>`, ...replyTo, attachmentIds };
    return (await agent.post(`/api/tickets/${ticketId}/replies`, request)).as(ticketAndMessage).message.id;
  }

  once(ticketId: string, messageId: string, state: Message['delivery']['state']): Promise<Message> {
    return eventually(async () => {
      const found = (await this.messages(ticketId)).find(({ id }) => id === messageId);
      return found?.delivery.state === state ? found : undefined;
    }, `the answer is ${state}`);
  }
}
