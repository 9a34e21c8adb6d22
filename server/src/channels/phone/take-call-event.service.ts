import { Injectable } from '@nestjs/common';
import { Colleagues } from '../../modules/agents/public.ts';
import { type CallNews, TicketCalls, TicketIntake } from '../../modules/tickets/public.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { callChanged } from './call.events.ts';
import type { CallEvent } from './call-event.ts';
import { callMessage, externalIdOf } from './call-message.ts';
import { type CallRow, factsOf, outcomeOf, textOf } from './call-row.ts';
import { Calls } from './calls.ts';
import { e164 } from './phone-number.ts';

/** A telephone that nobody answers rings for about so long. */
const RINGS_FOR_MS = 30_000;

/** Makes of a moment what it makes of its call, of the message of that call and of the calls before that waited for one back. */
@Injectable()
export class TakeCallEvent {
  constructor(
    private readonly calls: Calls,
    private readonly intake: TicketIntake,
    private readonly ticketCalls: TicketCalls,
    private readonly colleagues: Colleagues,
    private readonly outbox: Outbox,
  ) {}

  /** @returns the message of the call */
  async execute(tx: Tx, account: ChannelAccountForAdapter, told: CallEvent, rawMessageId: string): Promise<string | null> {
    const event = { ...told, callId: await this.calls.knownAs(tx, account.id, told) };
    const number = e164(event.number, account.address);
    const call = await this.calls.add(tx, event, {
      accountId: account.id,
      shopId: account.shopId,
      number,
      agent: await this.agentOf(tx, event),
    });
    const messageId = call.message_id ?? (await this.begin(tx, account, call, rawMessageId));
    await this.goOn(tx, { ...call, message_id: messageId });
    await this.outbox.add(tx, callChanged, { callId: call.id });
    return messageId;
  }

  /** Ends a call whose end was never told, when it was last heard of. Who was not answered may wait: to be sure, the call counts as missed. */
  async end(tx: Tx, callId: string): Promise<void> {
    const call = await this.calls.find(tx, callId);
    if (!call || call.ended_at) return;
    const ended_at = call.answered_at ?? new Date(call.rang_at.getTime() + RINGS_FOR_MS);
    await this.calls.set(tx, callId, { ended_at });
    await this.goOn(tx, { ...call, ended_at });
    await this.outbox.add(tx, callChanged, { callId });
  }

  private async begin(tx: Tx, account: ChannelAccountForAdapter, call: CallRow, rawMessageId: string): Promise<string> {
    const earlier = await this.calls.toReturn(tx, call);
    const agent = call.agent_id ? await this.colleagues.find(tx, call.agent_id) : undefined;
    const message = callMessage(account, call, { rawMessageId, after: earlier && externalIdOf(earlier), agentEmail: agent?.email });
    const accepted = await this.intake.accept(tx, message);
    const [row] = await tx.query<{ contact_id: string }>('select contact_id from tickets where organisation_id = $1 and id = $2', [
      tx.organisationId,
      accepted.ticketId,
    ]);
    await this.calls.set(tx, call.id, { message_id: accepted.messageId, contact_id: row?.contact_id ?? null });
    return accepted.messageId;
  }

  private async goOn(tx: Tx, call: CallRow): Promise<void> {
    const outcome = outcomeOf(call);
    const isMissed = outcome === 'missed';
    const spoken = isMissed ? await this.calls.spokenSince(tx, call) : undefined;
    const calledBackAt = isMissed ? (call.called_back_at ?? spoken?.at ?? null) : null;
    const now = { ...call, outcome, called_back_at: calledBackAt };
    await this.calls.set(tx, call.id, { outcome, called_back_at: calledBackAt });
    await this.tell(tx, now, effectOf(now, spoken?.direction));
    const spokenAt = call.answered_at ?? (outcome === 'answered' ? call.ended_at : null);
    if (!spokenAt || call.number === null) return;
    const effect = call.direction === 'outbound' ? 'called-back' : 'spoken';
    for (const returned of await this.calls.markReturned(tx, call, spokenAt)) await this.tell(tx, returned, effect, call.agent_id);
  }

  private async tell(tx: Tx, call: CallRow, effect: CallNews['effect'], agentId = call.agent_id): Promise<void> {
    if (!call.message_id) return;
    await this.ticketCalls.record(tx, { messageId: call.message_id, call: factsOf(call), text: textOf(call), effect, agentId });
  }

  private async agentOf(tx: Tx, { agent }: CallEvent): Promise<{ id: string | null; name: string } | null> {
    if (!agent) return null;
    const colleague = agent.email ? await this.colleagues.findByEmail(tx, agent.email) : undefined;
    return colleague ?? { id: null, name: agent.name ?? agent.email ?? '' };
  }
}

function effectOf(call: CallRow, spokenBy: CallRow['direction'] | undefined): CallNews['effect'] {
  if (call.outcome === 'missed') {
    if (!call.called_back_at) return 'waits';
    return spokenBy === 'outbound' ? 'called-back' : 'none';
  }
  if (call.outcome === 'abandoned') return 'gave-up';
  const isSpoken = call.answered_at !== null || call.outcome === 'answered';
  return call.direction === 'inbound' && isSpoken ? 'spoken' : 'none';
}
