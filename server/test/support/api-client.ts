import type { ClientToServerEvents, ServerToClientEvents } from '@balie/shared/contracts/realtime.ts';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';

/** What came back; `body` is parsed when it is JSON, the text otherwise, undefined when there is none. */
export class ApiAnswer {
  constructor(
    readonly request: string,
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
  ) {}

  get body(): unknown {
    if (this.text === '') return undefined;
    return /json/.test(this.headers.get('content-type') ?? '') ? JSON.parse(this.text) : this.text;
  }

  /** The stable code of a problem document. */
  get code(): string | undefined {
    return (this.body as { code?: string } | undefined)?.code;
  }

  /** The body in its contract's shape. @throws {Error} when the request did not succeed */
  as<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    if (this.status >= 300) throw new Error(`${this.request} answered ${this.status}: ${this.text.slice(0, 500)}`);
    return schema.parse(this.body);
  }
}

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Talks to a running server as one browser would: keeps its cookie, sends same-origin headers. Paths start with `/api`. */
export class ApiClient {
  constructor(
    readonly url: string,
    /** `name=value`, or empty when signed out. */
    public cookie = '',
  ) {}

  get(path: string): Promise<ApiAnswer> {
    return this.send('GET', path);
  }
  /** @param body a value that becomes JSON, or a form with files */
  post(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.send('POST', path, body);
  }
  patch(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.send('PATCH', path, body);
  }
  put(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.send('PUT', path, body);
  }
  del(path: string): Promise<ApiAnswer> {
    return this.send('DELETE', path);
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(120_000), // A request that hangs says which one it is.
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body !== undefined ? { body: isForm ? body : JSON.stringify(body) } : {}),
    });
    const [setCookie] = response.headers.getSetCookie();
    if (setCookie) this.cookie = setCookie.split(';', 1)[0] ?? '';
    return new ApiAnswer(`${method} ${path}`, response.status, response.headers, await response.text());
  }

  /** A live connection with this client's session; resolves once connected. Close it at the end of the test. */
  async openSocket(): Promise<LiveSocket> {
    const socket: LiveSocket = io(this.url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie: this.cookie } });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
    return socket;
  }
}
