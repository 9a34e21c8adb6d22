import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequests } from '../../../../../test/support/answer-requests.ts';
import { BadRequest, RetailerWorld } from './retailer-world.ts';

type Json = Record<string, unknown>;
interface Limit {
  readonly most: number;
  readonly seconds: number;
  used: number;
  resetAt: number;
}
interface Token {
  readonly value: string;
  endsAt: number;
}

const MEDIA_TYPE = 'application/vnd.retailer.v10+json';
const RESULTS = [
  'RETURN_RECEIVED',
  'EXCHANGE_PRODUCT',
  'RETURN_DOES_NOT_MEET_CONDITIONS',
  'REPAIR_PRODUCT',
  'CUSTOMER_KEEPS_PRODUCT_PAID',
  'STILL_APPROVED',
];

/**
 * login.bol.com and api.bol.com in one, with the rules bol enforces: client credentials, tokens that end, the media type,
 * limits per end point with their headers, pages of fifty, windows of changes, and writes that are done later.
 */
export class FakeRetailer {
  readonly clientId = 'f3b5c2a1-0d4e-4c7a-9b8f-1e2d3c4b5a69';
  clientSecret = randomBytes(24).toString('base64url');
  /** What is in bol's own clock added to ours. */
  aheadMs = 0;
  readonly world = new RetailerWorld(() => Date.now() + this.aheadMs);
  tokenSeconds = 299;
  /** So many requests to come are answered with 503. */
  down = 0;
  loginDown = false;
  isDead = false;
  /** Orders may not be read with these credentials; `demo`: those of the playground may. */
  forbids: 'nothing' | 'orders' | 'demo' = 'nothing';
  /** What becomes of the next write: the line breaks before or after bol has it. */
  nextWrite: 'taken' | 'lost' | 'unheard' | 'throttled' | 'failing' = 'taken';
  retryAfterSeconds = 1;
  /** Called before a request is answered: a test kills or changes something in the middle. */
  before: (request: string) => Promise<void> | void = () => undefined;
  readonly requests: string[] = [];
  readonly tokensGiven: string[] = [];
  /** Writes that bol has, oldest first. */
  readonly writes: { readonly path: string; readonly body: Json }[] = [];
  private readonly limits = new Map<string, Limit>();
  private tokens: Token[] = [];

  private constructor(
    private readonly server: http.Server,
    readonly url: string,
  ) {}

  static async start(): Promise<FakeRetailer> {
    const server = http.createServer();
    const port = await listen(server);
    const fake = new FakeRetailer(server, `http://127.0.0.1:${port}`);
    answerRequests(server, (request, response) => fake.answer(request, response));
    return fake;
  }

  get environment(): Record<string, string> {
    return { BALIE_BOL_API_URL: this.url, BALIE_BOL_LOGIN_URL: this.url, BALIE_BOL_POLL_SECONDS: '1' };
  }
  get access() {
    return { clientId: this.clientId, clientSecret: this.clientSecret };
  }

  /** @param endPoint method and path, without ids: `GET /retailer/orders` */
  limit(endPoint: string, most: number, seconds: number): void {
    this.limits.set(endPoint, { most, seconds, used: 0, resetAt: 0 });
  }
  revokeTokens(): void {
    this.tokens = [];
  }
  asked(pattern: RegExp): string[] {
    return this.requests.filter((request) => pattern.test(request));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    const named = `${request.method} ${url.pathname}${url.search}`;
    this.requests.push(named);
    await this.before(named);
    if (this.isDead) return void response.destroy();
    if (url.pathname === '/token') return this.giveToken(request, body, response);
    const say = (status: number, answer: Json, headers: Record<string, string> = {}) => {
      const type = status >= 400 ? 'application/problem+json' : MEDIA_TYPE;
      response.writeHead(status, { 'content-type': type, ...headers });
      response.end(JSON.stringify(answer));
    };
    const token = this.tokens.find(({ value }) => request.headers.authorization === `Bearer ${value}`);
    if (!token || token.endsAt < this.world.now()) return say(401, problem(401, 'Unauthorized', 'JWT expired or invalid.'));
    if (this.down > 0) {
      this.down -= 1;
      return say(503, problem(503, 'Service Unavailable', 'Try again later.'));
    }
    const limited = this.count(`${request.method} ${url.pathname.replace(/\/[A-Z]?[A-Z0-9]{5,}$/, '/{id}')}`);
    if (limited.refused) {
      return say(429, problem(429, 'Too many requests, retry later.', 'Rate limit exceeded.'), { 'retry-after': String(limited.seconds) });
    }
    if (request.headers.accept !== MEDIA_TYPE) return say(406, problem(406, 'Not Acceptable', `Use ${MEDIA_TYPE}.`));
    if (url.pathname === '/retailer-demo/orders' && this.forbids === 'demo') return say(200, { orders: [] });
    if (this.forbids !== 'nothing') return say(403, problem(403, 'Forbidden', 'You are not authorised to access this resource.'));
    try {
      if (request.method === 'PUT') return this.take(request, url.pathname, body, response, say);
      const found = this.read(url);
      if (found) say(200, found, limited.headers);
      else say(404, problem(404, 'Not Found', `Could not find ${url.pathname}.`));
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      say(400, problem(400, 'Error validating request.', 'Bad request', [{ name: error.field, reason: error.message }]));
    }
  }

  private giveToken({ headers, method }: http.IncomingMessage, body: string, response: http.ServerResponse): void {
    const say = (status: number, answer: Json) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    };
    const basic = `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64')}`;
    const grant = new URLSearchParams(body).get('grant_type');
    if (this.loginDown) say(503, {});
    else if (method !== 'POST' || grant !== 'client_credentials') say(400, { error: 'unsupported_grant_type' });
    else if (headers.authorization !== basic) say(401, { error: 'invalid_client', error_description: 'Bad client credentials' });
    else {
      const value = randomBytes(20).toString('base64url');
      this.tokens.push({ value, endsAt: this.world.now() + this.tokenSeconds * 1000 });
      this.tokensGiven.push(value);
      say(200, { access_token: value, token_type: 'Bearer', expires_in: this.tokenSeconds, scope: 'RETAILER' });
    }
  }

  private read(url: URL): Json | undefined {
    const [, id] = /^\/shared\/process-status(?:\/(\d+))?$/.exec(url.pathname) ?? [];
    if (id) return this.world.processStatus(id);
    if (url.pathname === '/shared/process-status') {
      return this.world.processesOf(url.searchParams.get('entity-id') ?? '', url.searchParams.get('event-type') ?? '');
    }
    return this.world.read(url.pathname, url.searchParams);
  }

  private take(request: http.IncomingMessage, path: string, raw: string, response: http.ServerResponse, say: Say): void {
    const fate = this.nextWrite;
    this.nextWrite = 'taken';
    if (fate === 'lost') response.destroy();
    else if (fate === 'throttled') say(429, problem(429, 'Too many requests', ''), { 'retry-after': String(this.retryAfterSeconds) });
    else if (fate === 'failing') say(503, problem(503, 'Service Unavailable', ''));
    else if (request.headers['content-type'] !== MEDIA_TYPE) say(415, problem(415, 'Unsupported Media Type', ''));
    else {
      const body = JSON.parse(raw) as Json;
      const answer = this.begin(path, body);
      this.writes.push({ path, body });
      if (fate === 'unheard') response.destroy();
      else say(202, answer);
    }
  }

  /** @throws {BadRequest} */
  private begin(path: string, body: Json): Json {
    const [, rmaId] = /^\/retailer\/returns\/(\d+)$/.exec(path) ?? [];
    if (rmaId) {
      const { handlingResult, quantityReturned } = body as { handlingResult?: string; quantityReturned?: number };
      if (!handlingResult || !RESULTS.includes(handlingResult)) {
        throw new BadRequest(
          'handlingResult',
          `Request contains invalid value(s): '${handlingResult}', allowed values: ${RESULTS.join(', ')}.`,
        );
      }
      if (!quantityReturned || quantityReturned > 9999) throw new BadRequest('quantityReturned', 'must be between 1 and 9999');
      return this.world.handleReturn(rmaId, handlingResult, quantityReturned);
    }
    const items = (body as { orderItems?: { orderItemId?: string; reasonCode?: string }[] }).orderItems;
    if (
      path !== '/retailer/orders/cancellation' ||
      !items?.length ||
      items.some(({ orderItemId, reasonCode }) => !orderItemId || !reasonCode)
    )
      throw new BadRequest('orderItems', 'must not be empty');
    return this.world.cancel(items.map(({ orderItemId }) => orderItemId ?? ''));
  }

  private count(endPoint: string): { refused: boolean; seconds: number; headers: Record<string, string> } {
    const limit = this.limits.get(endPoint);
    if (!limit) return { refused: false, seconds: 0, headers: {} };
    const now = Date.now();
    if (limit.resetAt <= now) Object.assign(limit, { used: 0, resetAt: now + limit.seconds * 1000 });
    const seconds = Math.max(1, Math.ceil((limit.resetAt - now) / 1000));
    if (limit.used >= limit.most) return { refused: true, seconds, headers: {} };
    limit.used += 1;
    const headers = {
      'x-ratelimit-limit': String(limit.most),
      'x-ratelimit-remaining': String(limit.most - limit.used),
      'x-ratelimit-reset': String(seconds),
    };
    return { refused: false, seconds, headers };
  }
}

type Say = (status: number, body: Json, headers?: Record<string, string>) => void;

function problem(status: number, title: string, detail: string, violations: Json[] = []): Json {
  return {
    type: 'https://api.bol.com/problems',
    title,
    status,
    detail,
    host: 'Instance-001',
    instance: 'https://api.bol.com/',
    violations,
  };
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
