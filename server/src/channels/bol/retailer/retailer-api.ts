import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../../platform/config/config.ts';
import { type OutboundAnswer, OutboundHttp } from '../../../platform/http/outbound-http.ts';
import { RetailerBusy, RetailerRefused, RetailerUnreachable } from './retailer-errors.ts';
import { RetailerLimits } from './retailer-limits.ts';
import { type RetailerAccess, RetailerTokens } from './retailer-tokens.ts';

const MEDIA_TYPE = 'application/vnd.retailer.v10+json';
const problem = z.object({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  violations: z
    .array(z.object({ name: z.string().nullish(), reason: z.string().nullish() }))
    .nullish()
    .catch(null),
});
const MAX_WORDS = 500;
/** After a 5xx. */
const PAUSES_MS = [1_000, 4_000, 10_000];
const MOST_THROTTLED = 5;
const MAX_BYTES = 8 * 1024 * 1024;
/** Nothing was asked yet when a connection is not even made. */
const NOT_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EPRIVATEHOST|EHOSTUNREACH|ENETUNREACH)$/;

export interface RetailerCall<T> {
  readonly method?: 'GET' | 'PUT' | 'POST';
  /** Of the limits: one line of bol's table. The words between braces stand for what differs. */
  readonly endPoint: string;
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly body?: object;
  /** Waits for a place and tries again; else whoever asks is told to come back. */
  readonly patient?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** bol.com's Retailer API, version 10. */
@Injectable()
export class RetailerApi {
  constructor(
    private readonly http: OutboundHttp,
    private readonly config: Config,
    private readonly tokens: RetailerTokens,
    private readonly limits: RetailerLimits,
  ) {}

  /** @throws {RetailerRefused | RetailerUnreachable | RetailerBusy} */
  async call<T>(access: RetailerAccess, call: RetailerCall<T>): Promise<T> {
    const isRead = (call.method ?? 'GET') === 'GET';
    const answer = await this.answer(access, call, isRead);
    if (answer.status < 200 || answer.status >= 300) throw refusal(answer, !isRead);
    const parsed = call.schema.safeParse(jsonOf(answer.body));
    if (!parsed.success) throw new RetailerUnreachable(!isRead, `The answer of bol.com to ${call.endPoint} cannot be read.`);
    return parsed.data;
  }

  /** Like `call`; undefined where there is no such thing. */
  async find<T>(access: RetailerAccess, call: RetailerCall<T>): Promise<T | undefined> {
    try {
      return await this.call(access, call);
    } catch (error) {
      if (error instanceof RetailerRefused && error.status === 404) return undefined;
      throw error;
    }
  }

  private async answer<T>(access: RetailerAccess, call: RetailerCall<T>, isRead: boolean): Promise<OutboundAnswer> {
    const { endPoint, patient = false, signal } = call;
    let throttled = 0;
    let failed = 0;
    for (;;) {
      await this.limits.enter(access.clientId, endPoint, patient, signal);
      const answer = await this.once(access, call).catch((error: unknown) => {
        if (patient && isRead && error instanceof RetailerUnreachable && failed < PAUSES_MS.length) return undefined;
        throw error;
      });
      const seconds = answer && this.limits.note(access.clientId, endPoint, answer.status, answer.headers);
      if (seconds !== undefined) {
        throttled += 1;
        if (!patient || throttled > MOST_THROTTLED) throw new RetailerBusy(seconds);
      } else if (!answer || (answer.status >= 500 && patient && isRead && failed < PAUSES_MS.length)) {
        await delay(PAUSES_MS[failed], undefined, signal ? { signal } : {});
        failed += 1;
      } else {
        return answer;
      }
    }
  }

  /** With a token; with another one when bol does not accept the first. */
  private async once<T>(access: RetailerAccess, call: RetailerCall<T>): Promise<OutboundAnswer> {
    const token = await this.tokens.of(access);
    const answer = await this.send(token, call);
    if (answer.status !== 401) return answer;
    await this.tokens.forget(access, token);
    return this.send(await this.tokens.of(access), call);
  }

  private async send<T>(token: string, { method = 'GET', path, body, signal }: RetailerCall<T>): Promise<OutboundAnswer> {
    try {
      return await this.http.send(`${this.config.bol.apiUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: MEDIA_TYPE,
          ...(body ? { 'content-type': MEDIA_TYPE } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        timeoutMs: 20_000,
        maxBytes: MAX_BYTES,
        signal,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      const { code = '', message } = error as { code?: string; message: string };
      throw new RetailerUnreachable(method !== 'GET' && !NOT_CONNECTED.test(code), message);
    }
  }
}

function refusal(answer: OutboundAnswer, isWrite: boolean): RetailerRefused | RetailerUnreachable {
  const { status } = answer;
  const words = wordsOf(answer);
  if (status >= 500) return new RetailerUnreachable(isWrite, `bol.com answered with HTTP ${status}. ${words}`.trim());
  if (status === 401)
    return new RetailerRefused(status, 'credentials_refused', `bol.com does not accept this client id and secret. ${words}`);
  if (status === 403) {
    return new RetailerRefused(status, 'not_authorised', `These credentials may not do this. Check at bol.com what they are for. ${words}`);
  }
  return new RetailerRefused(status, 'refused', words || `HTTP ${status}`);
}

/** What a problem document says, in one line. */
function wordsOf({ body }: OutboundAnswer): string {
  const { title, detail, violations } = problem.safeParse(jsonOf(body)).data ?? {};
  const reasons = (violations ?? []).map(({ reason }) => reason ?? '').filter(Boolean);
  const said = reasons.length > 0 ? reasons.join(' ') : (detail ?? title ?? '');
  return said.replace(/\s+/g, ' ').trim().slice(0, MAX_WORDS);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
