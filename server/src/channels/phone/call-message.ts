import { createHash } from 'node:crypto';
import { numberShown } from '../../modules/contacts/public.ts';
import type { InboundMessage } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { type CallRow, factsOf, textOf } from './call-row.ts';

/** Of whom not even the number is known, in the words of a Dutch telephone. */
const WITHHELD = 'Anoniem';

export function externalIdOf(call: Pick<CallRow, 'provider_call_id'>): string {
  return `call:${call.provider_call_id}`;
}

interface Around {
  readonly rawMessageId: string;
  /** External id of the missed call that this one belongs to. */
  readonly after: string | undefined;
  readonly agentEmail: string | undefined;
}

/** The message that stands for a call from its first moment on. */
export function callMessage(account: ChannelAccountForAdapter, call: CallRow, { rawMessageId, after, agentEmail }: Around): InboundMessage {
  const externalId = externalIdOf(call);
  const shown = call.number ? numberShown(call.number) : WITHHELD;
  const name = call.caller_name ?? shown;
  const customer = { address: call.number ?? '', name };
  const us = { address: agentEmail ?? account.address, name: call.agent_name ?? account.name };
  const [from, to] = call.direction === 'inbound' ? [customer, us] : [us, customer];
  return {
    channelAccountId: account.id,
    channelKind: 'phone',
    shopId: account.shopId,
    rawMessageId,
    externalId,
    contentHash: createHash('sha256').update(externalId).digest('hex'),
    thread: { token: null, references: after ? [after] : [], subjectNumber: null },
    nature: 'personal',
    deliveryReport: null,
    forwardedBy: null,
    direction: call.direction,
    sender: { identity: call.number ? { kind: 'phone', value: call.number } : null, name },
    from,
    to: [to],
    cc: [],
    replyRecipients: { to: [], cc: [] },
    subject: shown,
    text: textOf(call),
    html: '',
    fullText: null,
    fullHtml: null,
    hasRemoteImages: false,
    attachments: [],
    occurredAt: call.rang_at,
    silent: false,
    call: factsOf(call),
  };
}
