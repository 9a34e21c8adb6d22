import type { SlaPromise, SlaTerms } from '@balie/shared/contracts/sla.ts';
import type { BusinessCalendar } from '@balie/shared/domain/business-calendar.ts';
import { ZONE } from './told-ticket.ts';

const HOUR = 3_600;
const none: SlaPromise = { hours: 'business', seconds: { low: null, normal: null, high: null, urgent: null } };
const within = (seconds: number, hours: SlaPromise['hours'] = 'business'): SlaPromise => ({
  hours,
  seconds: { low: seconds, normal: seconds, high: seconds, urgent: seconds },
});
const byPriority = ([low, normal, high, urgent]: readonly [number, number, number, number]): SlaPromise => ({
  hours: 'business',
  seconds: { low: low * HOUR, normal: normal * HOUR, high: high * HOUR, urgent: urgent * HOUR },
});
const nothing = { first_response: none, next_response: none, resolution: none, speed_of_answer: none };
const pendingHolds = { response: { pending: true, snoozed: false }, resolution: { pending: true, snoozed: false } };
const terms = (promises: Partial<SlaTerms['promises']>, also: Partial<SlaTerms> = {}): SlaTerms => ({
  conditions: { shopIds: [], channelAccountIds: [], channelKinds: [], priorities: [], tags: [], teamIds: [], contactGroups: [] },
  promises: { ...nothing, ...promises },
  warnAtPercent: 75,
  pauses: pendingHolds,
  steps: [],
  ...also,
});
const answers = { first_response: within(4 * HOUR), next_response: within(4 * HOUR) };

/** The policies of the cases, by letter. Warned at three quarters unless it says otherwise. */
export const POLICIES: Readonly<Record<string, SlaTerms>> = {
  /** Answered within four business hours; pending holds. */
  A: terms(answers),
  /** Likewise, by the clock on the wall. */
  C: terms({ first_response: within(4 * HOUR, 'calendar'), next_response: within(4 * HOUR, 'calendar') }),
  /** Likewise, where snoozed holds and pending does not. */
  Z: terms(answers, { pauses: { response: { pending: false, snoozed: true }, resolution: { pending: false, snoozed: true } } }),
  /** Nothing holds, as Zendesk has it for replies. */
  N: terms(
    { ...answers, resolution: within(8 * HOUR) },
    { pauses: { response: { pending: false, snoozed: false }, resolution: { pending: false, snoozed: false } } },
  ),
  /** Done within eight business hours. */
  R: terms({ resolution: within(8 * HOUR) }),
  /** All three. */
  B: terms({ ...answers, resolution: within(8 * HOUR) }),
  /** By priority: answered within 8, 4, 2 or 1 hours, done within 40, 16, 8 or 4. */
  P: terms({ first_response: byPriority([8, 4, 2, 1]), next_response: byPriority([8, 4, 2, 1]), resolution: byPriority([40, 16, 8, 4]) }),
  /** Telephones within 20 seconds, of which 15 warn; called back within four business hours. */
  T: terms({ ...answers, speed_of_answer: within(20, 'calendar') }),
  /** Nobody is warned. */
  Q: terms(answers, { warnAtPercent: null }),
  /** Only first answers are promised. */
  F: terms({ first_response: within(4 * HOUR) }),
  /** Only what is urgent is promised anything. */
  U: terms({ first_response: { hours: 'business', seconds: { low: null, normal: null, high: null, urgent: HOUR } } }),
  /** An answer within 24 hours of working days, as a marketplace asks. */
  D: terms({ first_response: within(24 * HOUR) }),
};

const office = [{ from: 9 * 60, until: 17 * 60 }];
const wholeDay = [{ from: 0, until: 1_440 }];
/** Closed on the Koningsdag and at Christmas, shorter on the day before. */
const days = { '2026-04-27': [], '2026-12-25': [], '2026-12-24': [{ from: 9 * 60, until: 13 * 60 }] };

/** The calendars of the cases, by name. */
export const CALENDARS: Readonly<Record<string, BusinessCalendar>> = {
  office: { timeZone: ZONE, week: [office, office, office, office, office, [], []], days },
  /** Closed from twelve to one. */
  lunch: {
    timeZone: ZONE,
    week: [
      ...Array.from({ length: 5 }, () => [
        { from: 9 * 60, until: 12 * 60 },
        { from: 13 * 60, until: 17 * 60 },
      ]),
      [],
      [],
    ],
    days,
  },
  /** From two in the afternoon until two at night, every day. */
  late: {
    timeZone: ZONE,
    week: Array.from({ length: 7 }, () => [
      { from: 0, until: 120 },
      { from: 840, until: 1_440 },
    ]),
    days: {},
  },
  /** Working days from midnight to midnight. */
  workdays: { timeZone: ZONE, week: [wholeDay, wholeDay, wholeDay, wholeDay, wholeDay, [], []], days },
  never: { timeZone: ZONE, week: [[], [], [], [], [], [], []], days: {} },
};
