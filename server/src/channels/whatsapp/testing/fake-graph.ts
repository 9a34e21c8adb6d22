import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequests } from '../../../../test/support/answer-requests.ts';
import { someTemplates, templateFault, templatePage } from './fake-templates.ts';
import { envelope, MetaCaller, NUMBER, newWamid } from './meta-caller.ts';

type Json = Record<string, unknown>;
interface Taken {
  readonly id: string;
  readonly body: Json;
}
interface Media {
  readonly contents: Buffer;
  readonly type: string;
}
/** What it does with what is sent to it. */
export type Mood = 'accept' | 'down' | 'throttled' | 'pair-limited' | 'refuse' | 'hang' | 'take-and-break-off';

const LINK_MS = 5 * 60_000;
const WINDOW_MS = 24 * 3_600_000;
const MAX_TEXT = 4096;

/**
 * Meta's Graph API as WhatsApp has it, with the rules Meta enforces: a token, ids that exist, lengths, the 24-hour window
 * (told afterwards, by webhook), files by id, addresses of files that work for five minutes and want the token, too.
 * Error bodies as Meta words them. It calls the webhook itself, signed.
 */
export class FakeGraph {
  readonly accessToken = `EAAG${randomBytes(20).toString('hex')}`;
  readonly appSecret = randomBytes(16).toString('hex');
  readonly meta = new MetaCaller(this.appSecret);
  mood: Mood = 'accept';
  tokenRevoked = false;
  /** Files of customers cannot be fetched for now. */
  mediaDown = false;
  /** Statuses are told as they come about; off: the test tells them. */
  tellsStatuses = false;
  /** What is in its own clock added to ours. */
  aheadMs = 0;
  /** What it took, oldest first. */
  readonly taken: Taken[] = [];
  readonly requests: string[] = [];
  /** That messages were read, and that somebody writes. */
  readonly marks: { readonly messageId: string; readonly typing: boolean }[] = [];
  readonly templates = someTemplates();
  readonly uploads: { name: string; type: string; contents: Buffer }[] = [];
  isSubscribed = false;
  private readonly media = new Map<string, Media>();
  private readonly links = new Map<string, { readonly id: string; readonly until: number }>();
  /** When each customer wrote last. */
  private readonly wrote = new Map<string, number>();

  private constructor(
    private readonly server: http.Server,
    readonly url: string,
  ) {}

  static async start(): Promise<FakeGraph> {
    const server = http.createServer();
    const port = await listen(server);
    const graph = new FakeGraph(server, `http://127.0.0.1:${port}`);
    answerRequests(server, (request, response) => graph.answer(request, response));
    return graph;
  }

  /** For `BALIE_WHATSAPP_API_URL`. */
  get apiUrl(): string {
    return `${this.url}/v26.0`;
  }

  /** A customer writes: the window opens. @param customer number or user id */
  opensWindow(customer: string): void {
    this.wrote.set(customer, this.now());
  }

  /** A file that a customer sent. @returns its id and its digest as the webhook tells them */
  keepsMedia(contents: Buffer, type: string): { id: string; sha256: string; mime_type: string } {
    const id = String(1_000_000_000 + this.media.size);
    this.media.set(id, { contents, type });
    return { id, sha256: createHash('sha256').update(contents).digest('base64'), mime_type: type };
  }

  /** After a week. */
  throwsMediaAway(): void {
    this.media.clear();
  }

  tellStatus(taken: Taken, status: string, more: Json = {}): Promise<number> {
    const { to, recipient, biz_opaque_callback_data } = taken.body as {
      to?: string;
      recipient?: string;
      biz_opaque_callback_data?: string;
    };
    const timestamp = String(Math.floor(this.now() / 1000));
    const told = { id: taken.id, status, timestamp, recipient_id: to ?? recipient, biz_opaque_callback_data, ...more };
    return this.meta.call(envelope({ statuses: [told] }));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private now(): number {
    return Date.now() + this.aheadMs;
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    this.requests.push(`${request.method} ${url.pathname}`);
    const say = (status: number, body: Json | Buffer, type = 'application/json') => {
      response.writeHead(status, { 'content-type': type });
      response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${this.accessToken}` || this.tokenRevoked) {
      return say(401, error(190, 'Error validating access token: The session has been invalidated.', 'OAuthException'));
    }
    const path = url.pathname.replace(/^\/v26\.0\//, '');
    const body = Buffer.concat(parts);
    if (path === `${NUMBER.phoneNumberId}/messages`) return this.takeMessage(body, response, say);
    if (path === `${NUMBER.phoneNumberId}/media`) return this.takeUpload(body, request.headers['content-type'] ?? '', say);
    if (path === `${NUMBER.businessAccountId}/subscribed_apps`) {
      this.isSubscribed = true;
      return say(200, { success: true });
    }
    if (path === `${NUMBER.businessAccountId}/message_templates`) {
      if (this.mood === 'down') return say(503, error(131016, 'Service unavailable'));
      return say(200, templatePage(this.templates, url.searchParams, `${this.url}${url.pathname}`));
    }
    if (path === `${NUMBER.businessAccountId}/phone_numbers`) return say(200, { data: [{ id: NUMBER.phoneNumberId }] });
    if (path === NUMBER.phoneNumberId) {
      const { displayNumber: display_phone_number, verifiedName: verified_name } = NUMBER;
      return say(200, { id: path, display_phone_number, verified_name });
    }
    return this.giveMedia(path, url, say);
  }

  private async takeMessage(raw: Buffer, response: http.ServerResponse, say: Say): Promise<void> {
    if (this.mood === 'hang') return;
    if (this.mood === 'down') return say(503, error(131016, 'Service unavailable'));
    if (this.mood === 'throttled') return say(429, error(130429, 'Rate limit hit'));
    if (this.mood === 'pair-limited') return say(400, error(131056, '(Business Account, Consumer Account) pair rate limit hit'));
    if (this.mood === 'refuse') return say(400, error(131026, 'Message undeliverable'));
    const body = JSON.parse(raw.toString('utf8')) as Json;
    if (body['status'] === 'read') {
      this.marks.push({ messageId: String(body['message_id']), typing: body['typing_indicator'] !== undefined });
      return say(200, { success: true });
    }
    const fault = faultOf(body, this.media) ?? (body['type'] === 'template' && templateFault(body['template'] as Json, this.templates));
    if (fault) return say(400, error(...fault));
    const message = { id: newWamid(), body };
    this.taken.push(message);
    const customer = String(body['to'] ?? body['recipient']);
    const open = body['type'] === 'template' || this.now() - (this.wrote.get(customer) ?? 0) < WINDOW_MS;
    if (this.mood === 'take-and-break-off') return void response.destroy();
    const named = body['to'] ? { wa_id: customer } : { user_id: customer };
    say(200, { messaging_product: 'whatsapp', contacts: [{ input: customer, ...named }], messages: [{ id: message.id }] });
    try {
      if (!open) await this.tellStatus(message, 'failed', { errors: [windowClosed] });
      else if (this.tellsStatuses) for (const status of ['sent', 'delivered']) await this.tellStatus(message, status);
    } catch (error) {
      // `fetch` finds nobody there: a shop that was stopped meanwhile. Meta goes on for the others.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  private async takeUpload(body: Buffer, contentType: string, say: Say): Promise<void> {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    const file = form.get('file');
    if (form.get('messaging_product') !== 'whatsapp' || !(file instanceof File)) return say(400, error(100, 'Invalid parameter'));
    const contents = Buffer.from(await file.arrayBuffer());
    this.uploads.push({ name: file.name, type: file.type, contents });
    say(200, { id: this.keepsMedia(contents, file.type).id });
  }

  private giveMedia(path: string, url: URL, say: Say): void {
    if (this.mediaDown) {
      say(500, error(131000, 'Something went wrong'));
    } else if (path === '/lookaside') {
      const link = this.links.get(url.searchParams.get('mid') ?? '');
      const found = link && link.until > this.now() ? this.media.get(link.id) : undefined;
      if (found) say(200, found.contents, found.type);
      else say(404, error(100, 'Not found'));
    } else {
      this.giveLink(path, say);
    }
  }

  private giveLink(id: string, say: Say): void {
    const found = this.media.get(id);
    if (!found) {
      say(400, error(100, `Unsupported get request. Object with ID '${id}' does not exist`, 'GraphMethodException'));
      return;
    }
    const mid = randomBytes(8).toString('hex');
    this.links.set(mid, { id, until: this.now() + LINK_MS });
    const sha256 = createHash('sha256').update(found.contents).digest('hex');
    const about = { mime_type: found.type, sha256, file_size: found.contents.byteLength, id, messaging_product: 'whatsapp' };
    say(200, { url: `${this.url}/lookaside?mid=${mid}`, ...about });
  }
}

type Say = (status: number, body: Json | Buffer, type?: string) => void;

const windowClosed = {
  code: 131047,
  title: 'Re-engagement message',
  message: 'Re-engagement message',
  error_data: {
    details: 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  },
};

function error(code: number, words: string, type = 'OAuthException'): Json {
  const error_data = { messaging_product: 'whatsapp', details: words };
  return { error: { message: `(#${code}) ${words}`, type, code, error_data, fbtrace_id: randomBytes(8).toString('hex') } };
}

/** What Meta refuses at once. */
function faultOf(body: Json, media: ReadonlyMap<string, Media>): [number, string] | undefined {
  const { messaging_product, to, recipient, type } = body;
  if (messaging_product !== 'whatsapp') return [100, 'Parameter messaging_product must be whatsapp'];
  if (typeof to === 'string' ? !/^\d{7,15}$/.test(to) : !/^[A-Z]{2}\.\w+$/.test(String(recipient)))
    return [131009, 'Parameter value is not valid'];
  const content = body[String(type)] as { body?: string; id?: string; caption?: string } | undefined;
  if (!content) return [131008, 'Required parameter is missing'];
  if (type === 'text') {
    const length = content.body?.length ?? 0;
    return length > 0 && length <= MAX_TEXT ? undefined : [100, 'Param text.body must be between 1 and 4096 characters'];
  }
  if (type === 'template' || type === 'reaction') return undefined;
  if (!media.has(content.id ?? '')) return [131053, 'Media upload error'];
  return (content.caption?.length ?? 0) <= 1024 ? undefined : [100, 'Param caption must be at most 1024 characters'];
}

async function listen(server: http.Server): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const listening = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (listening) return (server.address() as AddressInfo).port;
  }
}
