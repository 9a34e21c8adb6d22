import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import type { Priority, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import { wallDayOf } from '@balie/shared/domain/wall-clock.ts';
import type { TimedChange, TimedMessage, TimedTicket } from '../../tickets/public.ts';

/** The clock on the wall of all cases. */
export const ZONE = 'Europe/Amsterdam';
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** `mon 09:00` is of the first of these weeks, `mon2 09:00` of the second. */
const FIRST_MONDAY = Date.parse('2026-03-02T00:00:00Z');
const DAY_MS = 86_400_000;

/** `mon 09:00`, `tue2 12:30:05`, `2026-03-29 02:30`, by the clock on the wall. */
export function at(text: string): number {
  const [, day = '', time = ''] = /^(\S+) (\d\d:\d\d(?::\d\d)?)$/.exec(text) ?? [];
  const date = /^\d/.test(day)
    ? day
    : new Date(FIRST_MONDAY + DAYS.indexOf(day.slice(0, 3)) * DAY_MS + (Number(day.slice(3) || 1) - 1) * 7 * DAY_MS)
        .toISOString()
        .slice(0, 10);
  const utc = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  if (Number.isNaN(utc)) throw new Error(`Not a time: ${text}`);
  // Twice: what is ahead of UTC at that moment is known once the moment is.
  return utc - aheadAt(utc - aheadAt(utc));
}

function aheadAt(moment: number): number {
  return Date.parse(`${wallDayOf(ZONE, moment)}T${wallTime(moment)}Z`) - Math.floor(moment / 1000) * 1000;
}

function wallTime(moment: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'medium' }).format(moment);
}

/** The reverse of `at`: in the first four weeks by weekday. */
export function shown(moment: number): string {
  const day = wallDayOf(ZONE, moment);
  const days = (Date.parse(day) - FIRST_MONDAY) / DAY_MS;
  const week = Math.floor(days / 7) + 1;
  const named = days >= 0 && week <= 3 ? `${DAYS[days % 7]}${week === 1 ? '' : week}` : day;
  return `${named} ${wallTime(moment).replace(/:00$/, '')}`;
}

interface Telling {
  messages: TimedMessage[];
  changes: TimedChange[];
  status: TicketStatus;
  priority: Priority;
}

const STATUS: Readonly<Record<string, TicketStatus>> = { pending: 'pending', open: 'open', solve: 'solved', close: 'closed', spam: 'spam' };
const PRIORITIES: readonly string[] = ['low', 'normal', 'high', 'urgent'];

/**
 * A ticket from a telling, comma separated: `mon 09:00 ask, mon 10:00 reply pending, mon 11:00 urgent`. What an agent sends may be
 * followed by the status that it gives the ticket; `ask from mon 08:00` was written then, and came in when it says; `silent ask` was
 * brought in as history. `ring` is followed by `pick 5s`, `missed 30s` or `abandoned 4s`, and `back mon 12:00`.
 */
export function toldTicket(telling: string): Pick<TimedTicket, 'messages' | 'changes' | 'status' | 'priority'> {
  const told: Telling = { messages: [], changes: [], status: 'open', priority: 'normal' };
  for (const [index, line] of telling.split(', ').entries()) {
    const [, when = '', what = ''] = /^(\S+ \S+) (.*)$/.exec(line.trim()) ?? [];
    const moment = at(when);
    if (index === 0) told.changes.push({ type: 'created', at: new Date(moment), data: {} });
    tell(told, moment, what, `message-${index}`);
  }
  return told;
}

function tell(told: Telling, moment: number, what: string, id: string): void {
  const [word = '', ...rest] = what.split(' ');
  if (word in STATUS) turn(told, moment, STATUS[word] ?? 'open');
  else if (PRIORITIES.includes(word)) prioritise(told, moment, word as Priority);
  else if (word === 'snooze') snooze(told, moment, 'snoozed');
  else if (word === 'wake') snooze(told, moment, 'woken');
  else if (word === 'ring') ring(told, moment, rest, id);
  else if (word === 'ask' || word === 'list') ask(told, moment, word, rest, id);
  else if (word === 'silent') told.messages.push(aMessage(id, moment, { arrivedAt: null }));
  // A status that no line of the timeline tells of.
  else if (word === 'unrecorded') told.status = rest[0] as TicketStatus;
  else if (word === 'merge') told.changes.push({ type: 'merged_from', at: new Date(moment), data: {} });
  else {
    // Nobody outside hears of a note.
    if (word !== 'note') write(told, moment, word, id);
    if (rest[0]) tell(told, moment, rest.join(' '), id);
  }
}

function write(told: Telling, moment: number, word: string, id: string): void {
  const ours = { direction: 'outbound', deliveryState: 'sent', arrivedAt: null } as const;
  const written: Readonly<Record<string, Partial<TimedMessage>>> = {
    reply: ours,
    'auto-in': { nature: 'automatic' },
    'bounce-in': { nature: 'bounce' },
    'auto-out': { ...ours, nature: 'automatic' },
    aside: { ...ours, aside: true },
    returned: { ...ours, returned: true },
    failed: { ...ours, deliveryState: 'failed' },
    queued: { ...ours, deliveryState: 'queued' },
    undone: { ...ours, deliveryState: 'undone' },
  };
  const given = written[word];
  if (!given) throw new Error(`Nobody does "${word}"`);
  told.messages.push(aMessage(id, moment, given));
}

function aMessage(id: string, moment: number, given: Partial<TimedMessage> = {}): TimedMessage {
  const when = new Date(moment);
  const plain = { direction: 'inbound', nature: 'personal', aside: false, returned: false, deliveryState: 'received', call: null } as const;
  return { id, at: when, arrivedAt: when, sentAt: null, channelKind: 'email', ...plain, ...given };
}

function ask(told: Telling, moment: number, word: string, rest: string[], id: string): void {
  const written = rest[0] === 'from' ? at(rest.slice(1).join(' ')) : moment;
  told.messages.push(aMessage(id, written, { arrivedAt: new Date(moment), ...(word === 'list' ? { nature: 'list' } : {}) }));
  if (told.status !== 'open' && told.status !== 'spam') {
    told.changes.push({ type: 'reopened', at: new Date(moment), data: { from: told.status, to: 'open' } });
    told.status = 'open';
  }
}

function ring(told: Telling, moment: number, rest: string[], id: string): void {
  const [what, seconds = '0s', , ...back] = rest;
  const end = moment + Number.parseInt(seconds, 10) * 1000;
  const iso = (value: number | undefined) => (value === undefined ? null : new Date(value).toISOString());
  const isPicked = what === 'pick';
  const outcome = what === undefined ? null : isPicked ? 'answered' : (what as 'missed' | 'abandoned');
  const call: CallFacts = {
    id,
    direction: 'inbound',
    state: what === undefined ? 'ringing' : 'ended',
    outcome,
    number: null,
    rangAt: new Date(moment).toISOString(),
    answeredAt: iso(isPicked ? end : undefined),
    endedAt: iso(what === undefined ? undefined : isPicked ? end + 60_000 : end),
    waitSeconds: null,
    talkSeconds: null,
    agent: null,
    recordingUrl: null,
    calledBackAt: iso(back.length > 0 ? at(back.join(' ')) : undefined),
    wrapUp: null,
  };
  told.messages.push(aMessage(id, moment, { call }));
}

function turn(told: Telling, moment: number, to: TicketStatus): void {
  if (told.status === to) return;
  told.changes.push({ type: 'status_changed', at: new Date(moment), data: { from: told.status, to } });
  told.status = to;
}

function snooze(told: Telling, moment: number, type: 'snoozed' | 'woken'): void {
  told.changes.push({ type, at: new Date(moment), data: { from: told.status } });
  told.status = type === 'snoozed' ? 'snoozed' : 'open';
}

function prioritise(told: Telling, moment: number, to: Priority): void {
  told.changes.push({ type: 'priority_changed', at: new Date(moment), data: { from: told.priority, to } });
  told.priority = to;
}
