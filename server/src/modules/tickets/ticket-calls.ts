import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Colleagues } from '../agents/public.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { type NewActivity, recordActivities } from './record-activities.ts';
import { addToSearch } from './search-index.ts';
import { previewOf } from './storable-text.ts';
import { ticketsChanged } from './ticket.events.ts';

export interface CallNews {
  readonly messageId: string;
  readonly call: CallFacts;
  /** The message in plain words. */
  readonly text: string;
  /**
   * What it means for who called. `waits`: nobody spoke to them; `spoken`: somebody did; `called-back`: so did we, by calling them,
   * and nothing is left to do; `gave-up`: they never waited; `none`: nothing (yet).
   */
  readonly effect: 'none' | 'waits' | 'spoken' | 'called-back' | 'gave-up';
  /** The colleague who spoke, or called. */
  readonly agentId: string | null;
  /** Words to be found by, that were not there before. */
  readonly foundBy?: string;
}

/** Keeps the message of a call as the call is, and its ticket as the call leaves it. */
@Injectable()
export class TicketCalls {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Idempotent: the same news twice changes nothing more. Nothing happens when the message is gone. */
  async record(tx: Tx, news: CallNews): Promise<void> {
    const [message] = await tx.query<{ ticketId: string; at: Date }>(
      `update messages set call = $3, text = $4, aside = $5 where organisation_id = $1 and id = $2
       returning ticket_id as "ticketId", created_at as at`,
      [tx.organisationId, news.messageId, JSON.stringify(news.call), storable(news.text), isAside(news.call)],
    );
    const ticket = message && (await lockTicket(tx, message.ticketId));
    if (!ticket) return;
    const agentId = news.agentId && (await this.colleagues.isAssignable(tx, news.agentId)) ? news.agentId : null;
    const next = after(ticket, news, agentId);
    const now = this.clock.now();
    await tx.query(
      `update tickets set status = $3, waiting_since = $4, assignee_id = $5, snoozed_until = case when $3 = 'snoozed' then snoozed_until end,
         preview = case when last_message_at <= $6 then $7 else preview end, version = version + 1, updated_at = $8
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, ticket.id, next.status, next.waitingSince, next.assigneeId, message.at, previewOf(news.text), now],
    );
    const activityIds = await recordActivities(tx, changesOf(ticket, next, news.agentId), now);
    if (news.foundBy) {
      const { id: ticketId, lastMessageAt } = ticket;
      await addToSearch(tx, { ticketId, organisationId: tx.organisationId, text: storable(news.foundBy), lastMessageAt });
    }
    await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticket.id], messageIds: [news.messageId], activityIds });
  }
}

type After = Pick<LockedTicket, 'status' | 'waitingSince' | 'assigneeId'>;

function after(ticket: LockedTicket, { effect, call }: CallNews, agentId: string | null): After {
  const { status, waitingSince, assigneeId } = ticket;
  const isDone = status === 'solved' || status === 'closed' || status === 'spam';
  switch (effect) {
    case 'none':
      return { status, waitingSince, assigneeId };
    case 'waits':
      return { status, assigneeId, waitingSince: isDone ? null : (waitingSince ?? new Date(call.rangAt)) };
    case 'spoken':
      return { status, waitingSince: null, assigneeId: assigneeId ?? agentId };
    case 'called-back':
      return { status: isDone ? status : 'solved', waitingSince: null, assigneeId: assigneeId ?? agentId };
    case 'gave-up': {
      // Nobody is called to work by it; what waited before goes on waiting.
      const isAlone = ticket.messageCount === 1 && ticket.untouched;
      return { status: isAlone && status === 'open' ? 'solved' : status, waitingSince: isAlone ? null : waitingSince, assigneeId };
    }
  }
}

function changesOf(before: LockedTicket, next: After, agentId: string | null): NewActivity[] {
  const changed = (type: NewActivity['type'], from: string | null, to: string | null): NewActivity[] =>
    from === to ? [] : [{ ticketId: before.id, type, agentId, data: { from, to } }];
  return [...changed('assigned', before.assigneeId, next.assigneeId), ...changed('status_changed', before.status, next.status)];
}

/** A call of ours that did not reach the customer is no answer. */
function isAside({ direction, outcome }: CallFacts): boolean {
  return direction === 'outbound' && outcome !== 'answered';
}
