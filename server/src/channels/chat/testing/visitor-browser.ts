import { randomUUID } from 'node:crypto';
import {
  type ChatAnswer,
  type ChatFile,
  type ChatIdentity,
  type ChatMessage,
  type ChatMissed,
  type ChatServerEvents,
  type ChatSession,
  type ChatVisitorEvents,
  chatFile,
  chatSession,
} from '@balie/shared/contracts/chat.ts';
import { io, type Socket } from 'socket.io-client';

const PAGE = 'https://www.lampen.test';

type VisitorSocket = Socket<ChatServerEvents, ChatVisitorEvents>;
type Acknowledged<T> = (done: (answer: ChatAnswer<T & object>) => void) => void;

export interface BrowserOptions {
  /** Of the shop's page. */
  readonly origin?: string | undefined;
  readonly identity?: ChatIdentity;
  readonly token?: string;
  readonly address?: string;
}

/** A visitor's browser with the widget in it, as far as the protocol goes: it keeps what it was told and asks for what it missed. */
export class VisitorBrowser {
  readonly heard: ChatMessage[] = [];
  readonly changes: { id: string; state: string }[] = [];
  readonly typing: ({ name: string } | null)[] = [];
  token = '';
  socket: VisitorSocket | undefined;
  /** Up to here nothing is missing: what is told live may come while something before it was lost. */
  private completeUpTo: string | null = null;

  constructor(
    readonly url: string,
    readonly key: string,
    readonly options: BrowserOptions = {},
  ) {}

  /** Loads the page and connects. */
  static async open(url: string, key: string, options: BrowserOptions = {}): Promise<VisitorBrowser> {
    const browser = new VisitorBrowser(url, key, options);
    await browser.start();
    await browser.connect();
    return browser;
  }

  request(path: string, init: RequestInit = {}): Promise<Response> {
    const { address } = this.options;
    const origin = 'origin' in this.options ? this.options.origin : PAGE;
    return fetch(`${this.url}/api/chat/${this.key}${path}`, {
      ...init,
      headers: {
        ...(origin === undefined ? {} : { origin, 'sec-fetch-site': 'cross-site' }),
        ...(address === undefined ? {} : { 'x-forwarded-for': address }),
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:131.0) Gecko/20100101 Firefox/131.0',
        ...init.headers,
      },
    });
  }

  async ask(): Promise<Response> {
    const { identity, token } = this.options;
    const body = {
      page: { url: 'https://www.lampen.test/hanglamp', title: 'Hanglamp', referrer: 'https://zoek.test/' },
      language: 'nl',
      ...(token ? { visitorToken: token } : {}),
      ...(identity ? { identity } : {}),
    };
    return this.request('/sessions', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  async start(): Promise<ChatSession> {
    const answer = await this.ask();
    const text = await answer.text();
    if (!answer.ok) throw new Error(`No session: ${answer.status} ${text}`);
    const session = chatSession.parse(JSON.parse(text));
    this.token = session.visitorToken;
    return session;
  }

  /** @throws {Error} with the code of the refusal */
  async connect(url = this.url): Promise<void> {
    const { origin = PAGE, address } = this.options;
    const socket: VisitorSocket = io(`${url}/chat`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { key: this.key, visitorToken: this.token },
      extraHeaders: { origin, ...(address === undefined ? {} : { 'x-forwarded-for': address }) },
    });
    this.socket = socket;
    socket.on('message', (message) => this.keep(message));
    socket.on('message.changed', (change) => this.changes.push(change));
    socket.on('typing', (face) => this.typing.push(face));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => reject(new Error((error as { data?: { code?: string } }).data?.code ?? error.message)));
    });
  }

  /** As after a tunnel: a new connection, and what was missed. */
  async reconnect(url = this.url): Promise<void> {
    this.socket?.disconnect();
    await this.connect(url);
    for (;;) {
      const missed = await this.sync(this.completeUpTo);
      for (const message of missed.messages) this.keep(message);
      this.completeUpTo = missed.messages.at(-1)?.id ?? this.completeUpTo;
      if (!missed.more) return;
    }
  }

  say(text: string, given: { clientId?: string; fileIds?: string[] } = {}): Promise<ChatAnswer<{ message: ChatMessage }>> {
    const packet = { clientId: given.clientId ?? randomUUID(), text, fileIds: given.fileIds ?? [] };
    return this.acknowledged((done) => this.live.emit('message', packet, done));
  }

  async sync(after: string | null): Promise<ChatMissed> {
    const answer = await this.acknowledged<ChatMissed>((done) => this.live.emit('sync', { after }, done));
    if (!answer.ok) throw new Error(`No sync: ${answer.code}`);
    return answer;
  }

  /** Any packet, well-formed or not. */
  emit(event: string, packet: unknown): Promise<ChatAnswer> {
    return this.acknowledged((done) => (this.live as unknown as Socket).emit(event, packet, done));
  }

  async upload(name: string, contents: string, type = 'text/plain'): Promise<ChatFile> {
    const answer = await this.tryUpload(name, new Blob([contents], { type }));
    return chatFile.parse(await answer.json());
  }

  tryUpload(name: string, contents: Blob): Promise<Response> {
    const form = new FormData();
    form.set('file', contents, name);
    return this.request('/files', { method: 'POST', body: form, headers: { authorization: `Bearer ${this.token}` } });
  }

  close(): void {
    this.socket?.disconnect();
  }

  get live(): VisitorSocket {
    if (!this.socket) throw new Error('The browser is not connected');
    return this.socket;
  }

  /** Each message once, however often it was told. */
  private keep(message: ChatMessage): void {
    if (this.heard.some(({ id }) => id === message.id)) return;
    this.heard.push(message);
  }

  private acknowledged<T>(send: Acknowledged<T>): Promise<ChatAnswer<T & object>> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('No acknowledgement')), 60_000).unref();
      send((answer) => {
        clearTimeout(late);
        resolve(answer);
      });
    });
  }
}
