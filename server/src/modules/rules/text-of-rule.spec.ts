import type { BusinessCalendar } from '@balie/shared/domain/business-calendar.ts';
import { expect, it } from '@jest/globals';
import { momentInWords, valuesOf } from './text-of-rule.ts';
import type { TicketInRules } from './ticket-in-rules.ts';

const office = [{ from: 540, until: 1_020 }];
const calendar: BusinessCalendar = {
  timeZone: 'Europe/Amsterdam',
  week: [office, office, office, office, office, [], []],
  days: {},
};
const FRIDAY_EVENING = new Date('2026-04-24T17:30:00.000Z');
const told = (dueAt: string | null, name = 'Jan de Vries', hours: BusinessCalendar | null = calendar) =>
  ({
    calendar: hours,
    orders: [],
    ticket: { number: 12, subject: 'Maat', shopName: 'Klompen', contact: { name }, deadline: dueAt && { dueAt } },
  }) as unknown as TicketInRules;

it('says when it is open again, in the customer’s language', () => {
  expect(valuesOf(told(null), 'nl', FRIDAY_EVENING)).toMatchObject({ opens: 'maandag 27 april om 09:00', greeting: 'Goedenavond' });
  expect(valuesOf(told(null), 'en', FRIDAY_EVENING)).toMatchObject({ opens: 'Monday 27 April at 09:00', greeting: 'Good evening' });
});

it('says nothing of opening while it is open, nor of a shop that never told its hours', () => {
  expect(valuesOf(told(null), 'nl', new Date('2026-04-24T09:00:00.000Z')).opens).toBe('');
  expect(valuesOf(told(null, 'Jan', null), 'nl', FRIDAY_EVENING).opens).toBe('');
});

it.each([
  ['within opening hours after it opens', '2026-04-27T11:00:00.000Z', 'maandag 27 april om 13:00'],
  ['at the very end of a day', '2026-04-27T15:00:00.000Z', 'maandag 27 april om 17:00'],
  ['before it opens', '2026-04-25T11:00:00.000Z', ''],
  ['at the moment of opening', '2026-04-27T07:00:00.000Z', ''],
  ['in a night after it opened', '2026-04-27T20:00:00.000Z', ''],
  ['over already', '2026-04-24T10:00:00.000Z', ''],
])('promises an answer only where somebody keeps it: %s', (_, dueAt, words) => {
  expect(valuesOf(told(dueAt), 'nl', FRIDAY_EVENING)['answer.by']).toBe(words);
});

it('calls nobody by their address', () => {
  expect(valuesOf(told(null, 'jan@klant.test'), 'nl', FRIDAY_EVENING)).toMatchObject({ 'customer.name': '', 'customer.firstName': '' });
});

it('says today and tomorrow by the wall of the shop', () => {
  const late = new Date('2026-04-24T22:30:00.000Z'); // Half past midnight there.
  expect(momentInWords(Date.parse('2026-04-25T07:00:00.000Z'), 'nl', 'Europe/Amsterdam', late)).toBe('vandaag om 09:00');
  expect(momentInWords(Date.parse('2026-04-26T07:00:00.000Z'), 'nl', 'Europe/Amsterdam', late)).toBe('morgen om 09:00');
});
