import { afterOpenTime, type BusinessCalendar, isOpen, openTimeBetween } from '@balie/shared/domain/business-calendar.ts';
import { weekAt } from '@balie/shared/domain/norm-week.ts';
import { storyOf } from '../sla/public.ts';
import type { TimedTicket } from '../tickets/public.ts';
import type { MarketplaceRules } from './marketplace-rules.ts';

/** A marketplace's rules, with the days and hours that count by them. */
export interface Marketplace {
  readonly rules: MarketplaceRules;
  readonly days: BusinessCalendar;
  readonly calls: BusinessCalendar;
}

/** A customer's question that began a ticket. Moments are milliseconds since 1970. */
export interface Question {
  readonly ticketId: string;
  readonly shopId: string;
  readonly channelAccountId: string;
  readonly channelKind: string;
  readonly teamId: string | null;
  readonly askedAt: number;
  readonly answeredAt: number | null;
  /** Business hours until the answer. */
  readonly workedMs: number | null;
  readonly solvedAt: number | null;
  /** Of a marketplace alone. */
  readonly marketplace: string | null;
  readonly week: string | null;
  readonly dueAt: number | null;
  readonly longAt: number | null;
}

export interface MeasuredCall {
  readonly messageId: string;
  readonly ticketId: string;
  readonly shopId: string;
  readonly channelKind: string;
  readonly teamId: string | null;
  readonly rangAt: number;
  readonly waitSeconds: number | null;
  readonly outcome: string;
  readonly week: string;
  readonly inHours: boolean;
}

/**
 * The question of a ticket, as norms see it; what counts as asking and answering is what it is for clocks (`sla/ticket-story.ts`): no note,
 * no machine, nothing that failed or came back. Undefined: we began it, nobody asked, it is spam or went up in another, or it is history.
 */
export function questionOf(
  ticket: TimedTicket,
  marketplaceOf: (kind: string | null) => Marketplace | undefined,
  hours: BusinessCalendar,
): Question | undefined {
  if (ticket.isMerged || ticket.status === 'spam') return undefined;
  const { happenings } = storyOf(ticket);
  const first = happenings.find(({ kind }) => kind === 'asked' || kind === 'answered');
  if (first?.kind !== 'asked') return undefined;
  const message = ticket.messages.find(({ id }) => id === first.id);
  if (!message || message.arrivedAt === null) return undefined;
  const askedAt = first.since;
  const answer = happenings.find(({ kind }) => kind === 'answered');
  const answeredAt = answer ? leftAt(ticket, answer.at) : null;
  const marketplace = marketplaceOf(message.channelKind);
  const after = (ms: number) => (marketplace ? (afterOpenTime(marketplace.days, askedAt, ms) ?? null) : null);
  return {
    ticketId: ticket.id,
    shopId: ticket.shopId,
    channelAccountId: ticket.channelAccountId,
    channelKind: message.channelKind ?? ticket.channelKind,
    teamId: ticket.teamId,
    askedAt,
    answeredAt,
    workedMs: answeredAt === null ? null : openTimeBetween(hours, askedAt, answeredAt),
    solvedAt: solvedAt(ticket, happenings),
    marketplace: marketplace?.rules.kind ?? null,
    week: marketplace ? weekAt(marketplace.rules.timeZone, askedAt).monday : null,
    dueAt: marketplace ? after(marketplace.rules.answerMs) : null,
    longAt: marketplace ? after(marketplace.rules.longMs) : null,
  };
}

/** A marketplace counts from when an answer reaches it, not from when it was written. */
function leftAt({ messages }: TimedTicket, writtenAt: number): number {
  const written = messages.find(({ direction, at }) => direction === 'outbound' && at.getTime() === writtenAt);
  return Math.max(writtenAt, written?.sentAt?.getTime() ?? writtenAt);
}

/** Since when it is solved; null: it is not. */
function solvedAt({ status }: TimedTicket, happenings: ReturnType<typeof storyOf>['happenings']): number | null {
  if (status !== 'solved' && status !== 'closed') return null;
  let since: number | null = null;
  for (const happening of happenings) {
    if (happening.kind === 'asked') since = null;
    if (happening.kind !== 'status') continue;
    const isDone = happening.to === 'solved' || happening.to === 'closed';
    since = isDone ? (since ?? happening.at) : null;
  }
  return since ?? happenings.at(-1)?.at ?? null;
}

/** Incoming calls that have ended, as norms see them. @param hours in which marketplaces measure them */
export function callsOf(ticket: TimedTicket, hours: BusinessCalendar): MeasuredCall[] {
  if (ticket.status === 'spam') return [];
  return ticket.messages.flatMap(({ id, call, channelKind, arrivedAt }): MeasuredCall[] => {
    if (call?.direction !== 'inbound' || call.outcome === null || arrivedAt === null) return [];
    const rangAt = Date.parse(call.rangAt);
    return [
      {
        messageId: id,
        ticketId: ticket.id,
        shopId: ticket.shopId,
        channelKind: channelKind ?? ticket.channelKind,
        teamId: ticket.teamId,
        rangAt,
        waitSeconds: call.waitSeconds,
        outcome: call.outcome,
        week: weekAt(hours.timeZone, rangAt).monday,
        inHours: isOpen(hours, rangAt),
      },
    ];
  });
}
