import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { ChannelAccountForAdapter, ChannelHook, HookCall } from '../../src/channels/core/channel-adapter.ts';
import type { IncomingRaw } from '../../src/channels/core/raw-messages.ts';
import { HookRefused } from '../../src/channels/core/webhook.errors.ts';
import { Clock } from '../../src/platform/clock/clock.ts';
import { secretsOf } from './sms-account.ts';

/** What is signed may be repeated by whoever saw it; after this long nobody listens any more. */
const TOLERANCE_MS = 5 * 60_000;
const MAX_KEY = 100;

const call = z.object({ events: z.array(z.looseObject({ id: z.string().min(1).max(MAX_KEY) })) });

/** The gateway's calls: a few events at a time, signed together with the moment of the call. */
@Injectable()
export class SmsHook implements ChannelHook {
  readonly maxBytes = 256 * 1024;

  constructor(private readonly clock: Clock) {}

  /** @throws {HookRefused} */
  receive(account: ChannelAccountForAdapter, { headers, body }: HookCall): IncomingRaw[] {
    const receivedAt = this.clock.now();
    const [, seconds = '', signature = ''] = /^t=(\d{10}),v1=([0-9a-f]{64})$/.exec(String(headers['gateway-signature'] ?? '')) ?? [];
    const right = createHmac('sha256', secretsOf(account).signingKey).update(`${seconds}.`).update(body).digest();
    const given = Buffer.from(signature, 'hex');
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw new HookRefused();
    if (Math.abs(receivedAt.getTime() - Number(seconds) * 1000) > TOLERANCE_MS) throw new HookRefused();
    const told = call.safeParse(jsonOf(body));
    // Signed, so it is the gateway's: people can look at it. Refused, it would come again and again.
    if (!told.success) return [{ ...unreadable(body), receivedAt }];
    return told.data.events.map((event) => ({
      externalKey: event.id,
      contents: Buffer.from(JSON.stringify(event)),
      receivedAt,
      summary: `${String(event['type'])} ${String(event['from'] ?? '')}`,
      silent: false,
    }));
  }
}

function unreadable(body: Buffer) {
  const externalKey = createHash('sha256').update(body).digest('hex');
  return { externalKey, contents: body, summary: 'SMS', silent: false, failedBecause: 'What the SMS gateway sent cannot be read.' };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
