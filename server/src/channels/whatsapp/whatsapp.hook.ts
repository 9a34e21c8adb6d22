import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import type { ChannelAccountForAdapter, ChannelHook, HookCall } from '../core/channel-adapter.ts';
import type { IncomingRaw } from '../core/raw-messages.ts';
import { HookRefused } from '../core/webhook.errors.ts';
import { secretsOf, settingsOf } from './whatsapp-account.ts';

const thing = z.record(z.string(), z.unknown());
const KEY_PART = /^[\x21-\x7e]{1,200}$/;
const list = z.array(z.unknown()).optional().catch(undefined);
const delivery = z.looseObject({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.looseObject({
      id: z.unknown().optional(),
      time: z.unknown().optional(),
      changes: z.array(z.looseObject({ field: z.string(), value: thing })),
    }),
  ),
});

/** One thing that Meta told, as it is stored. */
export type Told =
  | { readonly told: 'message'; readonly metadata: unknown; readonly contacts: unknown; readonly message: unknown }
  | { readonly told: 'status'; readonly metadata: unknown; readonly status: unknown }
  | { readonly told: 'other'; readonly field: string; readonly businessAccountId: string; readonly value: unknown };

/** Whose news it is, and when Meta sent it: the same may be told again later and mean it. */
interface Entry {
  readonly id?: unknown;
  readonly time?: unknown;
}

/** Meta's calls: batches of messages, statuses and other news. */
@Injectable()
export class WhatsAppHook implements ChannelHook {
  constructor(private readonly clock: Clock) {}

  readonly verify = (account: ChannelAccountForAdapter, query: Readonly<Record<string, string>>): string => {
    const { verifyToken } = settingsOf(account);
    if (query['hub.mode'] !== 'subscribe' || !same(query['hub.verify_token'] ?? '', verifyToken)) throw new HookRefused();
    return query['hub.challenge'] ?? '';
  };

  /** @throws {HookRefused} */
  receive(account: ChannelAccountForAdapter, { headers, body }: HookCall): IncomingRaw[] {
    const signature = `sha256=${createHmac('sha256', secretsOf(account).appSecret).update(body).digest('hex')}`;
    if (!same(String(headers['x-hub-signature-256'] ?? ''), signature)) throw new HookRefused();
    const now = this.clock.now();
    const parsed = delivery.safeParse(jsonOf(body));
    // Signed, so it is Meta's: kept for people to look at. Refused, it would come for a week.
    if (!parsed.success) return [unreadable(body, now)];
    return parsed.data.entry.flatMap(({ changes, ...entry }) => changes.flatMap(({ field, value }) => things(entry, field, value, now)));
  }
}

function things(entry: Entry, field: string, value: Record<string, unknown>, now: Date): IncomingRaw[] {
  const { metadata, contacts } = value;
  if (field !== 'messages') return [other(entry, field, value, now)];
  const messages = (list.parse(value['messages']) ?? []).map((message) => {
    const { id, from, from_user_id: userId, type } = fieldsOf(message);
    const summary = `${textOf(from) || textOf(userId)} ${textOf(type)}`;
    return raw({ told: 'message', metadata, contacts, message }, keyOf('message', [id], message), summary, timeOf(message, now));
  });
  const statuses = (list.parse(value['statuses']) ?? []).map((status) => {
    const { id, status: state, timestamp } = fieldsOf(status);
    return raw({ told: 'status', metadata, status }, keyOf('status', [id, state, timestamp], status), textOf(state), timeOf(status, now));
  });
  const found = [...messages, ...statuses];
  return found.length > 0 ? found : [other(entry, field, value, now)];
}

function other({ id, time }: Entry, field: string, value: unknown, now: Date): IncomingRaw {
  const told = { told: 'other', field, businessAccountId: String(id), value } as const;
  return raw(told, keyOf('other', [], { field, value, time }), field, now);
}

function unreadable(body: Buffer, now: Date): IncomingRaw {
  const externalKey = `unreadable:${createHash('sha256').update(body).digest('hex')}`;
  return { externalKey, contents: body, receivedAt: now, summary: 'WhatsApp', silent: false, failedBecause: reason('unreadable') };
}

function raw(told: Told, externalKey: string, summary: string, receivedAt: Date): IncomingRaw {
  return { externalKey, contents: Buffer.from(JSON.stringify(told)), receivedAt, summary, silent: false };
}

/** Meta's own key; of what has none, its contents. */
function keyOf(kind: string, parts: readonly unknown[], contents: unknown): string {
  const named = parts.length > 0 && parts.every((part) => typeof part === 'string' && KEY_PART.test(part));
  return `${kind}:${named ? parts.join(':') : createHash('sha256').update(JSON.stringify(contents)).digest('hex')}`;
}

/** Seconds as text; now and then milliseconds. Never in the future. */
function timeOf(told: unknown, now: Date): Date {
  const given = Number(fieldsOf(told)['timestamp']);
  const time = given >= 1e12 ? given : given * 1_000;
  return Number.isFinite(time) && time > 0 && time < now.getTime() ? new Date(time) : now;
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Takes as long wherever they differ; how long the right one is, is no secret. */
function same(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
