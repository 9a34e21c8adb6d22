import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import { priority as priorities, ticketStatus as statuses, type TicketStatus } from '@balie/shared/contracts/tickets.ts';
import type { TimedChange, TimedMessage, TimedTicket } from '../tickets/public.ts';
import type { Beginning, Happening } from './clock-rules.ts';

/** What happened to a ticket, in the words of the rules. */
export interface Story {
  readonly beginning: Beginning;
  /** Oldest first. */
  readonly happenings: readonly Happening[];
}

/** Of two things of one moment, what was written goes before what became of it. */
const RANK: Readonly<Record<Happening['kind'], number>> = {
  rang: 0,
  asked: 1,
  picked_up: 2,
  answered: 3,
  hung_up: 4,
  status: 5,
  priority: 6,
};

/** Reads a ticket's messages and timeline. Notes, machines and what never reached anybody do not occur in it. */
export function storyOf(ticket: Pick<TimedTicket, 'messages' | 'changes' | 'status' | 'priority'>): Story {
  const happenings = ticket.messages.flatMap(happeningsOf);
  const beginning = { status: 'open' as const, priority: priorityAtFirst(ticket) };
  happenings.push(...turnsOf(ticket, happenings), ...prioritiesOf(ticket.changes));
  const inOrder = happenings.toSorted((one, other) => one.at - other.at || RANK[one.kind] - RANK[other.kind]);
  return { beginning, happenings: reconciled(inOrder, ticket) };
}

/** Who means what by a message: the table of what starts and what ends the waiting. */
function happeningsOf(message: TimedMessage): Happening[] {
  if (message.call) return happeningsOfCall(message, message.call);
  const at = message.at.getTime();
  if (message.direction === 'inbound') {
    // A list may be a person's; a machine waits for nobody.
    if (message.nature !== 'personal' && message.nature !== 'list') return [];
    return [{ kind: 'asked', id: message.id, since: at, at: Math.max(at, message.arrivedAt?.getTime() ?? at) }];
  }
  return isAnswer(message) ? [{ kind: 'answered', at }] : [];
}

/** Written by a person, to the customer, and not known to have missed them. */
function isAnswer({ nature, aside, returned, deliveryState }: TimedMessage): boolean {
  return nature === 'personal' && !aside && !returned && deliveryState !== 'undone' && deliveryState !== 'failed';
}

function happeningsOfCall(message: TimedMessage, call: CallFacts): Happening[] {
  const moment = (text: string | null) => (text === null ? undefined : Date.parse(text));
  const [rang, picked, ended, back] = [Date.parse(call.rangAt), ...[call.answeredAt, call.endedAt, call.calledBackAt].map(moment)];
  if (call.direction === 'outbound') return call.outcome === 'answered' ? [{ kind: 'answered', at: picked ?? rang }] : [];
  const { id } = message;
  const story: Happening[] = [{ kind: 'rang', at: rang, id }];
  if (picked !== undefined) story.push({ kind: 'picked_up', at: picked, id }, { kind: 'answered', at: picked });
  else if (ended !== undefined) story.push({ kind: 'hung_up', at: ended, id });
  // Somebody spoke with them, nobody knows when.
  if (call.outcome === 'answered' && picked === undefined) story.push({ kind: 'answered', at: ended ?? rang });
  if (call.outcome === 'missed') {
    story.push({ kind: 'asked', since: rang, at: ended ?? rang, id });
    if (back !== undefined) story.push({ kind: 'answered', at: Math.max(back, ended ?? rang) });
  }
  return story;
}

const statusOf = (value: unknown): TicketStatus | undefined => statuses.safeParse(value).data;

/** Statuses as the timeline tells them; who writes opens the ticket, which the rules know by themselves (`reopened`). */
function statusAfter({ type, data }: TimedChange): TicketStatus | undefined {
  switch (type) {
    case 'status_changed':
    case 'reply_undone':
      return statusOf(data.to);
    case 'snoozed':
      return 'snoozed';
    case 'woken':
      return 'open';
    default:
      return undefined;
  }
}

/**
 * Not every change of a status stands on the timeline (a merge may open a ticket, history comes in as done): where the next change
 * began elsewhere than the one before ended, it went there with the last thing that is known to have happened in between.
 */
function turnsOf({ changes }: Pick<TimedTicket, 'changes'>, messages: readonly Happening[]): Happening[] {
  const turns: Happening[] = [];
  const questions = messages.filter(({ kind }) => kind === 'asked').toSorted((one, other) => one.at - other.at);
  let known: TicketStatus = 'open';
  let before = Number.NEGATIVE_INFINITY;
  let asked = 0;
  for (const change of changes) {
    const at = change.at.getTime();
    for (let next = questions[asked]; next && next.at <= at; next = questions[++asked]) {
      if (known !== 'spam') known = 'open';
      before = Math.max(before, next.at);
    }
    const to = statusAfter(change);
    if (to !== undefined) {
      const from = change.type === 'woken' ? 'snoozed' : statusOf(change.data.from);
      if (from !== undefined && from !== known && before > Number.NEGATIVE_INFINITY) turns.push({ kind: 'status', at: before, to: from });
      turns.push({ kind: 'status', at, to });
      known = to;
    }
    before = Math.max(before, at);
  }
  return turns;
}

function priorityAtFirst({ changes, priority }: Pick<TimedTicket, 'changes' | 'priority'>): Beginning['priority'] {
  const first = changes.find(({ type }) => type === 'priority_changed');
  return priorities.safeParse(first?.data.from).data ?? priority;
}

function prioritiesOf(changes: readonly TimedChange[]): Happening[] {
  return changes.flatMap(({ type, at, data }) => {
    const to = type === 'priority_changed' ? priorities.safeParse(data.to).data : undefined;
    return to ? [{ kind: 'priority' as const, at: at.getTime(), to }] : [];
  });
}

/** What the ticket is now is true whatever was told of it: since the last thing that happened. */
function reconciled(happenings: readonly Happening[], ticket: Pick<TimedTicket, 'changes' | 'status' | 'priority'>): readonly Happening[] {
  const last = Math.max(happenings.at(-1)?.at ?? 0, ticket.changes.at(-1)?.at.getTime() ?? 0);
  const status = happenings.reduce<TicketStatus>((known, happening) => {
    if (happening.kind === 'status') return happening.to;
    return happening.kind === 'asked' && known !== 'spam' ? 'open' : known;
  }, 'open');
  const priority = happenings.reduce<string | undefined>(
    (known, happening) => (happening.kind === 'priority' ? happening.to : known),
    undefined,
  );
  const added: Happening[] = [];
  if (status !== ticket.status) added.push({ kind: 'status', at: last, to: ticket.status });
  if (priority !== undefined && priority !== ticket.priority) added.push({ kind: 'priority', at: last, to: ticket.priority });
  return added.length > 0 ? [...happenings, ...added] : happenings;
}
