import http from 'node:http';
import https from 'node:https';
import { Injectable } from '@nestjs/common';
import { OutboundGuard } from './outbound-guard.ts';

export interface OutboundRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Of the whole exchange. */
  readonly timeoutMs?: number;
  /** A longer answer is an error. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The other side gave more than anybody asked for. */
export class AnswerTooLarge extends Error {
  readonly code = 'EANSWERTOOLARGE';
}

/** No answer in time. What was asked may have been done all the same. */
export class AnswerTimeout extends Error {
  readonly code = 'ETIMEDOUT';
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;
/** Some providers refuse who does not say. */
const USER_AGENT = 'Balie/1';

/**
 * Calls of our own to servers on the internet: time-outs, size caps, never into the operator's own network unless that
 * is allowed. Redirects are answers like any other: nobody is led elsewhere unseen.
 */
@Injectable()
export class OutboundHttp {
  constructor(private readonly guard: OutboundGuard) {}

  /** @throws {Error} with a `code` when there is no answer (`ECONNREFUSED`, `ETIMEDOUT`, `ENOTFOUND`, `EPRIVATEHOST`, `ABORT_ERR`, …) */
  async send(address: string, request: OutboundRequest = {}): Promise<OutboundAnswer> {
    const url = new URL(address);
    // A name is looked up by the guard while it connects; an address written out is not looked up at all.
    await this.guard.resolve(url.hostname);
    const { method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, signal } = request;
    return new Promise((resolve, reject) => {
      const sending = (url.protocol === 'https:' ? https : http).request(url, {
        method,
        lookup: this.guard.lookup,
        headers: {
          'user-agent': USER_AGENT,
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        ...(signal ? { signal } : {}),
      });
      const giveUp = (why: Error) => {
        reject(why);
        sending.destroy();
      };
      const timer = setTimeout(() => giveUp(new AnswerTimeout(`${url.host} did not answer in time`)), timeoutMs);
      sending.on('close', () => clearTimeout(timer));
      sending.on('error', reject);
      sending.on('response', (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.byteLength;
          if (bytes > maxBytes) return giveUp(new AnswerTooLarge(`${url.host} sends more than ${maxBytes} bytes`));
          parts.push(part);
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }));
        response.on('aborted', () => reject(Object.assign(new Error(`${url.host} broke off`), { code: 'ECONNRESET' })));
      });
      sending.end(body);
    });
  }
}
