import { Webhooks } from '../../src/channels/core/webhooks.ts';
import { ConnectWhatsApp } from '../../src/channels/whatsapp/connect-whatsapp.service.ts';
import type { FakeGraph } from '../../src/channels/whatsapp/testing/fake-graph.ts';
import { envelope, NUMBER, newWamid } from '../../src/channels/whatsapp/testing/meta-caller.ts';
import type { Services } from '../house/found-house.ts';
import { photo } from '../mail/photo.ts';
import type { Caller, TalkLine } from './talks.ts';

/** A WhatsApp number of the house, with Meta's own rules behind it; what comes in goes through the real webhook. */
export class WhatsAppLine implements TalkLine {
  private constructor(
    private readonly graph: FakeGraph,
    readonly accountId: string,
  ) {}

  /** Run it in the scope of the house. */
  static async connect(services: Services, graph: FakeGraph, shopId: string): Promise<WhatsAppLine> {
    const { phoneNumberId, businessAccountId } = NUMBER;
    const { accessToken, appSecret } = graph;
    const request = { phoneNumberId, businessAccountId, accessToken, appSecret, shopId, name: 'WhatsApp', locale: 'nl' as const };
    const { id } = await services(ConnectWhatsApp).connect(request);
    const address = await services(Webhooks).addressOf(id);
    const token = address?.split('/').at(-1) ?? '';
    // Nobody listens for calls while the demo is made: what Meta would call is called here.
    graph.meta.post = async (body, signature) => {
      const headers = signature === undefined ? {} : { 'x-hub-signature-256': signature };
      await services(Webhooks).receive('whatsapp', token, { headers, query: {}, body: Buffer.from(body) });
      return 200;
    };
    graph.tellsStatuses = true;
    return new WhatsAppLine(graph, id);
  }

  async say(caller: Caller, at: Date, text: string): Promise<string> {
    return this.send(caller, at, { type: 'text', text: { body: text } });
  }

  async show(caller: Caller, at: Date, caption: string, seed: number): Promise<string> {
    return this.send(caller, at, { type: 'image', image: { ...this.graph.keepsMedia(photo(seed), 'image/png'), caption } });
  }

  /** On our last answer to them. */
  async react(caller: Caller, at: Date, emoji: string): Promise<void> {
    const answered = this.graph.taken.findLast(({ body }) => body['to'] === waId(caller));
    if (answered) await this.send(caller, at, { type: 'reaction', reaction: { message_id: answered.id, emoji } });
  }

  addressOf({ number }: Caller): string {
    return number;
  }

  private async send(caller: Caller, at: Date, given: object): Promise<string> {
    const from = waId(caller);
    this.graph.aheadMs = at.getTime() - Date.now();
    this.graph.opensWindow(from);
    const id = newWamid();
    const message = { from, id, timestamp: String(Math.floor(at.getTime() / 1000)), ...given };
    await this.graph.meta.call(envelope({ contacts: [{ profile: { name: caller.name }, wa_id: from }], messages: [message] }));
    return `message:${id}`;
  }
}

function waId({ number }: Caller): string {
  return number.slice(1);
}
