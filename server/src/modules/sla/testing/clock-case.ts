import type { Clock } from '../clock-times.ts';
import { measure } from '../clock-times.ts';
import { storyOf } from '../ticket-story.ts';
import { CALENDARS, POLICIES } from './promises.ts';
import { at, shown, toldTicket } from './told-ticket.ts';

export interface ClockCase {
  readonly name: string;
  readonly policy: string;
  readonly telling: string;
  readonly now: string;
  readonly expected: string;
}

/** Lines of `name | policy | what happened | now | clocks`; the policy may name a calendar (`A/lunch`). */
export function casesOf(table: string): ClockCase[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.trim()))
    .map(([name = '', policy = '', telling = '', now = '', expected = '']) => ({ name, policy, telling, now, expected }));
}

const TARGETS = { first_response: 'first', next_response: 'next', resolution: 'done', speed_of_answer: 'call' } as const;

/** The clocks of a case, as its last column writes them: `first met mon 10:00 (warn mon 12:00, due mon 13:00)`. */
export function clocksOfCase({ policy, telling, now }: ClockCase): string {
  const [letter = '', calendar = 'office'] = policy.split('/');
  const terms = POLICIES[letter];
  const hours = CALENDARS[calendar];
  if (!terms || !hours) throw new Error(`No such policy: ${policy}`);
  const clocks = measure(storyOf(toldTicket(telling)), { terms, calendar: hours }, at(now));
  return clocks.length === 0 ? '-' : clocks.map(inWords).join('; ');
}

function inWords({ target, state, endedAt, warnAt, dueAt, workedMs }: Clock): string {
  const moments = [
    ...(state === 'paused' ? [`worked ${Math.floor(workedMs / 60_000)}m`] : []),
    ...(warnAt === undefined ? [] : [`warn ${shown(warnAt)}`]),
    ...(dueAt === undefined ? [] : [`due ${shown(dueAt)}`]),
  ];
  const end = endedAt === undefined ? '' : ` ${shown(endedAt)}`;
  return `${TARGETS[target]} ${state}${end}${moments.length > 0 ? ` (${moments.join(', ')})` : ''}`;
}
