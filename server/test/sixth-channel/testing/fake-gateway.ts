import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { answerRequests } from '../../support/answer-requests.ts';

/** What it does with what it is asked to send. */
export type Mood = 'accept' | 'down' | 'busy' | 'hang';

const sms = z.strictObject({ from: z.string(), to: z.string().regex(/^\+\d{7,15}$/), text: z.string().min(1).max(612) });
/** Four parts of a text message are the most it takes. */
const PATH = /^\/messages\/([\w-]{1,64})$/;

/**
 * An SMS gateway with the rules of its trade: a key, numbers of one's own, numbers in full, no more than four parts, an id that
 * is given twice sends once. It calls the webhook signed and repeats itself until it hears 200.
 */
export class FakeGateway {
  readonly apiKey = randomBytes(16).toString('hex');
  readonly signingKey = randomBytes(16).toString('hex');
  mood: Mood = 'accept';
  webhookUrl = '';
  /** Ids of what it was asked to send and took, repeats included, oldest first. */
  readonly taken: string[] = [];
  /** What telephones received, by id. */
  readonly received = new Map<string, z.infer<typeof sms>>();

  private constructor(
    private readonly server: http.Server,
    readonly number: string,
    readonly url: string,
  ) {}

  static async start(number = '+31970010'): Promise<FakeGateway> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const gateway = new FakeGateway(server, number, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    answerRequests(server, (request, response) => gateway.answer(request, response));
    return gateway;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  static says(from: string, text: string): object {
    return { id: randomUUID(), type: 'message', from, text, at: new Date().toISOString() };
  }

  /** @returns what the webhook answered */
  async tell(events: readonly unknown[], given: { signedWith?: string; at?: number; body?: string } = {}): Promise<number> {
    const body = given.body ?? JSON.stringify({ events });
    const seconds = String(Math.floor((given.at ?? Date.now()) / 1000));
    const signature = createHmac('sha256', given.signedWith ?? this.signingKey)
      .update(`${seconds}.${body}`)
      .digest('hex');
    const headers = { 'content-type': 'application/json', 'gateway-signature': `t=${seconds},v1=${signature}` };
    return (await fetch(this.webhookUrl, { method: 'POST', headers, body })).status;
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const say = (status: number, body: object, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (this.mood === 'hang') return;
    if (this.mood === 'down') return say(503, { error: 'Maintenance' });
    if (request.headers.authorization !== `Bearer ${this.apiKey}`) return say(401, { error: 'This key is not known' });
    if (this.mood === 'busy') return say(429, { error: 'Too many messages' }, { 'retry-after': '7' });
    const url = request.url ?? '';
    if (request.method === 'GET') {
      return url === `/numbers/${encodeURIComponent(this.number)}` ? say(200, {}) : say(404, { error: 'This number is not yours' });
    }
    const [, id] = PATH.exec(url) ?? [];
    const asked = sms.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')));
    if (!id || !asked.success) return say(422, { error: asked.success ? 'No such address' : z.prettifyError(asked.error) });
    if (asked.data.from !== this.number) return say(422, { error: 'This number is not yours' });
    this.taken.push(id);
    if (!this.received.has(id)) this.received.set(id, asked.data);
    return say(202, { id });
  }
}
