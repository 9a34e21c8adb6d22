import { describe, expect, it } from '@jest/globals';
import { clocksOf } from './clock-rules.ts';
import { heldTo } from './clock-times.ts';
import { type Circumstances, deadlineOf, type Reconciled, reconcile } from './reconcile.ts';
import { signalled, signalsToCome } from './signals.ts';
import type { StoredClock } from './stored-clock.ts';
import { CALENDARS, POLICIES } from './testing/promises.ts';
import { at, shown, toldTicket } from './testing/told-ticket.ts';
import { storyOf } from './ticket-story.ts';

const MESSAGE = 'message-0';
interface Given {
  readonly now: string;
  readonly stored?: readonly StoredClock[];
  readonly policy?: string;
  readonly quiet?: boolean;
  readonly fresh?: boolean;
}

/** Brings what is stored to what a telling says, by a policy of the told cases. */
function measured(telling: string, { now, stored = [], policy = 'A', quiet = false, fresh = true }: Given): Reconciled {
  const [terms, calendar] = [POLICIES[policy], CALENDARS['office']];
  if (!terms || !calendar) throw new Error(`No such policy: ${policy}`);
  const story = storyOf(toldTicket(telling));
  const raw = clocksOf(story.happenings, story.beginning, terms.pauses);
  const by: Circumstances = {
    ticketId: 'ticket',
    policyId: policy,
    calendarId: null,
    stepMinutes: () => [30],
    fresh: new Set(fresh ? [MESSAGE] : []),
    quiet,
    now: at(now),
  };
  return reconcile(stored, raw, heldTo(raw, { terms, calendar }, at(now)), by);
}
const signalsOf = ({ clocks }: Reconciled) =>
  clocks.flatMap((clock) => signalsToCome(clock).map(({ kind, at: moment }) => `${kind} ${shown(Math.floor(moment / 1_000) * 1_000)}`));
/** As the watcher leaves them. */
const told = ({ clocks }: Reconciled, now: string) => clocks.map((clock) => signalled(clock, at(now)).clock);

describe('what is told of a clock', () => {
  it('is its warning, its breach and what comes after it', () => {
    expect(signalsOf(measured('mon 09:00 ask', { now: 'mon 10:00' }))).toEqual([
      'warned mon 12:00',
      'breached mon 13:00',
      'overdue mon 13:30',
    ]);
  });

  it('is told late, all of it, when it fell due before anybody could tell it', () => {
    const late = measured('mon 09:00 ask', { now: 'mon 15:00' });
    expect(signalsOf(late)).toEqual(['warned mon 12:00', 'breached mon 13:00', 'overdue mon 13:30']);
    const [clock] = told(late, 'mon 15:00');
    // What comes after the breach comes after it was told.
    expect(clock).toMatchObject({ state: 'breached', late: true, warnedAt: at('mon 15:00'), breachedAt: at('mon 15:00') });
  });

  it('is nothing of the past where nothing came in just now: history, a merge, a split', () => {
    expect(signalsOf(measured('mon 09:00 ask', { now: 'mon 12:30', fresh: false }))).toEqual(['breached mon 13:00', 'overdue mon 13:30']);
    expect(signalsOf(measured('mon 09:00 ask', { now: 'mon 15:00', fresh: false }))).toEqual([]);
  });

  it('is not told again when it is measured again', () => {
    const stored = told(measured('mon 09:00 ask', { now: 'mon 10:00' }), 'mon 12:00:01');
    const again = measured('mon 09:00 ask', { now: 'mon 12:30', stored, fresh: false });
    expect(signalsOf(again)).toEqual(['breached mon 13:00', 'overdue mon 13:30']);
    expect(again.save).toEqual([]);
  });

  it('is told anew for a deadline that was moved beyond now', () => {
    const stored = told(measured('mon 09:00 ask', { now: 'mon 10:00' }), 'mon 12:00:01');
    const moved = measured('mon 09:00 ask, mon 12:10 pending, mon 15:00 open', { now: 'mon 15:01', stored });
    // The warning lies before the pause and was told; the breach is to come.
    expect(signalsOf(moved)).toEqual(['breached mon 15:50', 'overdue mon 16:20']);
    const other = measured('mon 09:00 ask', { now: 'mon 12:05', stored, policy: 'R' });
    expect(other.remove).toEqual(stored.map(({ id }) => id));
  });

  it('is nothing that other rules put into the past, save what was about to be told', () => {
    const stored = measured('mon 09:00 ask', { now: 'mon 10:00' }).clocks;
    const stricter = measured('mon 09:00 ask, mon 09:00 urgent', { now: 'mon 11:00', stored, policy: 'P', quiet: true });
    expect(signalsOf(stricter).filter((signal) => signal.endsWith('mon 10:00'))).toEqual([]);
    expect(stricter.clocks.find(({ target }) => target === 'first_response')).toMatchObject({
      state: 'breached',
      breachedAt: at('mon 10:00'),
    });
    expect(signalsOf(measured('mon 09:00 ask', { now: 'mon 12:00:01', stored, quiet: true }))).toContain('warned mon 12:00');
  });

  it('is only that it was late, of an answer that came before anybody could tell', () => {
    const stored = measured('mon 09:00 ask', { now: 'mon 10:00' }).clocks;
    expect(signalsOf(measured('mon 09:00 ask, mon 13:00:01 reply', { now: 'mon 13:00:01', stored }))).toEqual(['breached mon 13:00']);
    expect(signalsOf(measured('mon 09:00 ask, mon 12:59 reply', { now: 'mon 12:59', stored }))).toEqual([]);
  });
});

describe('what has ended', () => {
  const answered = 'mon 09:00 ask, mon 11:00 reply';
  const stored = measured(answered, { now: 'mon 12:00' }).clocks;

  it('keeps the judgement of its day, whatever is promised now', () => {
    const { clocks, save, remove } = measured(`${answered}, mon 12:00 urgent`, { now: 'mon 14:00', stored, policy: 'U' });
    expect([save, remove]).toEqual([[], []]);
    expect(clocks).toEqual(stored);
  });

  it('is judged anew when the story is another', () => {
    const { clocks } = measured('mon 09:00 ask, mon 11:00 undone', { now: 'mon 12:30', stored });
    expect(clocks).toMatchObject([{ id: stored[0]?.id, state: 'running', endedAt: null, dueAt: at('mon 13:00') }]);
    expect(measured('mon 09:00 reply', { now: 'mon 12:30', stored }).remove).toEqual(stored.map(({ id }) => id));
  });
});

describe('what a ticket shows', () => {
  it.each([
    ['mon 09:00 ask', 'mon 10:00', { target: 'first_response', state: 'running', leftSeconds: null }],
    ['mon 09:00 ask', 'mon 12:00', { target: 'first_response', state: 'warned' }],
    ['mon 09:00 ask', 'mon 13:00:01', { target: 'first_response', state: 'breached' }],
    ['mon 09:00 ask, mon 10:00 pending', 'mon 15:00', { target: 'first_response', state: 'paused', dueAt: null, leftSeconds: 3 * 3_600 }],
    ['mon 09:00 ask, mon 10:00 reply', 'mon 15:30', { target: 'resolution', state: 'warned' }],
    ['mon 09:00 ask, mon 10:00 reply, mon 16:00 ask', 'mon 16:30', { target: 'resolution', state: 'warned' }],
    ['mon 09:00 ask, mon 10:00 reply solve', 'mon 15:30', null],
  ] as const)('of "%s" at %s', (telling, now, expected) => {
    const deadline = deadlineOf(measured(telling, { now, policy: 'B' }).clocks, at(now));
    if (expected === null) expect(deadline).toBeNull();
    else expect(deadline).toMatchObject(expected);
  });
});
