import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelAccountForAdapter, ParsedRaw, RawMessage } from '../../src/channels/core/channel-adapter.ts';

const number = z.string().regex(/^\+\d{7,15}$/);
const at = z.iso.datetime();
const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), id: z.string(), from: number, text: z.string(), at }),
  z.object({
    type: z.literal('status'),
    id: z.string(),
    message: z.string(),
    state: z.enum(['sent', 'delivered', 'failed']),
    why: z.string().nullish(),
  }),
]);
type Told = z.infer<typeof event>;

/** What the gateway told, in the terms of tickets. @throws {Error} what people should read */
export function readSms(account: ChannelAccountForAdapter, raw: RawMessage): ParsedRaw {
  const told = event.safeParse(JSON.parse(raw.contents.toString('utf8')));
  if (!told.success) throw new Error(`This is no message that the SMS gateway is known to send: ${z.prettifyError(told.error)}`);
  return told.data.type === 'status' ? statusOf(account, told.data) : messageOf(account, raw, told.data);
}

function statusOf({ id }: ChannelAccountForAdapter, { message, state, why }: Extract<Told, { type: 'status' }>): ParsedRaw {
  // Ids at the gateway are ours.
  const failure = state === 'failed' ? { reason: `The text message did not arrive: ${why ?? 'the network does not say why'}` } : {};
  return { outcome: 'status', channelAccountId: id, status: { externalId: message, messageId: message, state, ...failure } };
}

function messageOf(account: ChannelAccountForAdapter, raw: RawMessage, told: Extract<Told, { type: 'message' }>): ParsedRaw {
  const from = { address: told.from, name: '' };
  const [firstLine = ''] = told.text.trim().split('\n');
  return {
    outcome: 'message',
    message: {
      channelAccountId: account.id,
      channelKind: 'sms',
      shopId: account.shopId,
      rawMessageId: raw.id,
      externalId: told.id,
      contentHash: createHash('sha256').update(JSON.stringify(told)).digest('hex'),
      // One conversation per person.
      thread: { token: null, references: [], subjectNumber: null, bySender: true },
      nature: 'personal',
      deliveryReport: null,
      forwardedBy: null,
      direction: 'inbound',
      sender: { identity: { kind: 'phone', value: told.from }, name: '' },
      from,
      to: [{ address: account.address, name: account.name }],
      cc: [],
      replyRecipients: { to: [from], cc: [] },
      subject: firstLine.slice(0, 80),
      text: told.text,
      html: '',
      fullText: null,
      fullHtml: null,
      hasRemoteImages: false,
      attachments: [],
      // Clocks differ, and nothing is of the future.
      occurredAt: new Date(Math.min(Date.parse(told.at), raw.receivedAt.getTime())),
      silent: raw.silent,
    },
  };
}
