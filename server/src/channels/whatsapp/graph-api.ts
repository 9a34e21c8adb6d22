import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../platform/config/config.ts';
import { type OutboundAnswer, OutboundHttp, type OutboundRequest } from '../../platform/http/outbound-http.ts';
import { type GraphVerdict, judge } from './graph-errors.ts';

/** Meta answered with an error. */
export class GraphRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    words: string,
    readonly verdict: GraphVerdict,
  ) {
    super(words);
  }
}

/** No answer, or none that can be read. `mayBeDone`: what was asked may have happened all the same. */
export class GraphUnreachable extends Error {
  constructor(
    readonly mayBeDone: boolean,
    words: string,
  ) {
    super(words);
  }
}

const errorBody = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().default(''),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
});
const MAX_WORDS = 300;
/** Nothing was asked yet when a connection is not even made. */
const NOT_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EPRIVATEHOST|EHOSTUNREACH|ENETUNREACH)$/;

/** Meta's Graph API, as far as WhatsApp needs it. */
@Injectable()
export class GraphApi {
  constructor(
    private readonly http: OutboundHttp,
    private readonly config: Config,
  ) {}

  /** @throws {GraphRefused | GraphUnreachable} */
  get<T>(token: string, path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    return this.ask(token, path, schema, { signal });
  }

  /** @throws {GraphRefused | GraphUnreachable} */
  post<T>(token: string, path: string, body: object, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.ask(token, path, schema, { method: 'POST', headers, body: JSON.stringify(body), signal });
  }

  /** With a file among the fields. @throws {GraphRefused | GraphUnreachable} */
  async upload<T>(token: string, path: string, form: FormData, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    const encoded = new Response(form);
    const headers = { 'content-type': encoded.headers.get('content-type') ?? '' };
    const body = Buffer.from(await encoded.arrayBuffer());
    return this.ask(token, path, schema, { method: 'POST', headers, body, timeoutMs: 120_000, signal });
  }

  /** The bytes behind an address that Meta gave. @throws {GraphRefused | GraphUnreachable} */
  async download(token: string, url: string, maxBytes: number): Promise<Buffer> {
    const answer = await this.send(url, { headers: { authorization: `Bearer ${token}` }, maxBytes, timeoutMs: 60_000 });
    if (answer.status !== 200) throw refusal(answer);
    return answer.body;
  }

  private async ask<T>(token: string, path: string, schema: z.ZodType<T>, request: OutboundRequest): Promise<T> {
    const headers = { ...request.headers, accept: 'application/json', authorization: `Bearer ${token}` };
    const answer = await this.send(`${this.config.whatsappApiUrl}/${path}`, { ...request, headers });
    if (answer.status < 200 || answer.status >= 300) throw refusal(answer);
    const parsed = schema.safeParse(jsonOf(answer.body));
    if (!parsed.success) throw new GraphUnreachable(true, 'The answer cannot be read.');
    return parsed.data;
  }

  private async send(url: string, request: OutboundRequest): Promise<OutboundAnswer> {
    try {
      return await this.http.send(url, request);
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      throw new GraphUnreachable(!NOT_CONNECTED.test(code), message);
    }
  }
}

function refusal({ status, body }: OutboundAnswer): GraphRefused {
  const parsed = errorBody.safeParse(jsonOf(body));
  const { code = -1, message = '', error_data } = parsed.data?.error ?? {};
  const words = (error_data?.details || message || `HTTP ${status}`).replace(/\s+/g, ' ').slice(0, MAX_WORDS);
  return new GraphRefused(status, code, words, judge({ code, words }, status));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
