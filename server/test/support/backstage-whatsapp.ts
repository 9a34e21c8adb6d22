import { FakeGraph } from '../../src/channels/whatsapp/testing/fake-graph.ts';
import { CONTACTS, CUSTOMER, customerMessage, envelope, NUMBER } from '../../src/channels/whatsapp/testing/meta-caller.ts';

/** Meta behind the journeys: one number, one customer. */
export class BackstageWhatsApp {
  private graph: Promise<FakeGraph> | undefined;

  readonly answers = {
    whatsApp: async () => {
      const { apiUrl, accessToken, appSecret } = await this.meta();
      const { phoneNumberId, businessAccountId } = NUMBER;
      return { apiUrl, accessToken, appSecret, phoneNumberId, businessAccountId };
    },
    /** Meta asks whether the address is ours. */
    whatsAppVerify: async ({ url, verifyToken }: { url: string; verifyToken: string }) => {
      const graph = await this.meta();
      graph.meta.url = url;
      return (await graph.meta.verify(verifyToken)).status;
    },
    /** The customer writes. @returns the ids of the messages */
    whatsAppWrites: async ({
      url,
      messages,
      hoursAgo = 0,
    }: {
      url: string;
      messages: readonly Record<string, unknown>[];
      hoursAgo?: number;
    }) => {
      const graph = await this.meta();
      graph.meta.url = url;
      if (hoursAgo === 0) graph.opensWindow(CUSTOMER.wa_id);
      const at = Date.now() / 1000 - hoursAgo * 3600 - messages.length;
      const written = messages.map((message, index) => customerMessage(message, at + index));
      const status = await graph.meta.call(envelope({ contacts: CONTACTS, messages: written }));
      if (status !== 200) throw new Error(`The webhook answered ${status}`);
      return written.map(({ id }) => String(id));
    },
    /** A file that the customer sends. @returns how a message names it */
    whatsAppFile: async ({ base64, type }: { base64: string; type: string }) =>
      (await this.meta()).keepsMedia(Buffer.from(base64, 'base64'), type),
    /** What was sent to Meta since it was asked last. */
    whatsAppTaken: async () => {
      const graph = await this.meta();
      return { messages: graph.taken.splice(0).map(({ id, body }) => ({ id, ...body })), marks: graph.marks.splice(0) };
    },
  };

  async end(): Promise<void> {
    await (await this.graph)?.stop();
  }

  private meta(): Promise<FakeGraph> {
    this.graph ??= FakeGraph.start().then((graph) => {
      graph.tellsStatuses = true;
      return graph;
    });
    return this.graph;
  }
}
