import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type OutboundAnswer, OutboundHttp } from '../../src/platform/http/outbound-http.ts';

/** What the gateway answered, or that it did not. */
export type GatewayAnswer =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly status: number; readonly words: string; readonly afterSeconds: number | undefined }
  | { readonly outcome: 'unreachable'; readonly words: string };

const fault = z.object({ error: z.string() });

/** The gateway's API, as far as the channel needs it. */
@Injectable()
export class SmsGateway {
  constructor(private readonly http: OutboundHttp) {}

  /** Is this number of this gateway ours to use? */
  number(gatewayUrl: string, apiKey: string, number: string): Promise<GatewayAnswer> {
    return this.ask('GET', `${gatewayUrl}/numbers/${encodeURIComponent(number)}`, apiKey);
  }

  /** Under an id of our own: sent once, however often it is asked. */
  send(
    gatewayUrl: string,
    apiKey: string,
    id: string,
    sms: { readonly from: string; readonly to: string; readonly text: string },
    signal: AbortSignal,
  ): Promise<GatewayAnswer> {
    return this.ask('PUT', `${gatewayUrl}/messages/${id}`, apiKey, { body: JSON.stringify(sms), signal });
  }

  private async ask(method: 'GET' | 'PUT', url: string, apiKey: string, more: { body?: string; signal?: AbortSignal } = {}) {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    try {
      return answerOf(await this.http.send(url, { method, headers, ...more }));
    } catch (error) {
      return { outcome: 'unreachable', words: (error as Error).message } as const;
    }
  }
}

function answerOf({ status, headers, body }: OutboundAnswer): GatewayAnswer {
  if (status >= 200 && status < 300) return { outcome: 'done' };
  const wait = Number(headers['retry-after']);
  return { outcome: 'refused', status, words: wordsOf(body) || `HTTP ${status}`, afterSeconds: wait > 0 ? wait : undefined };
}

function wordsOf(body: Buffer): string {
  try {
    return fault.parse(JSON.parse(body.toString('utf8'))).error.slice(0, 300);
  } catch {
    return '';
  }
}
