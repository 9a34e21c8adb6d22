import { afterOpenTime } from '@balie/shared/domain/business-calendar.ts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { BOL_RULES } from '../src/channels/bol/bol-norms.ts';
import { callHours, countingDays } from '../src/modules/norms/marketplace-calendar.ts';
import { callsOf, type Marketplace, questionOf } from '../src/modules/norms/measured-ticket.ts';
import type { TimedChange, TimedMessage, TimedTicket } from '../src/modules/tickets/public.ts';

/** bol.com's 24 and 18 hours, and what of a ticket they are counted for. */

const at = (text: string) => new Date(`${text}${/[+Z]/.test(text) ? '' : 'Z'}`);
let bol: Marketplace;
beforeAll(async () => {
  const now = at('2026-05-20T12:00');
  bol = { rules: BOL_RULES, days: await countingDays(BOL_RULES, now), calls: await callHours(BOL_RULES, now) };
});

it.each([
  ['on a Tuesday', '2026-05-19T10:15+02:00', '2026-05-20T10:15+02:00', '2026-05-20T04:15+02:00'],
  ['on a Friday, over the weekend', '2026-05-08T16:00+02:00', '2026-05-11T16:00+02:00', '2026-05-11T10:00+02:00'],
  [
    'on a Friday morning: open for long before the weekend is over',
    '2026-05-08T05:00+02:00',
    '2026-05-11T05:00+02:00',
    '2026-05-08T23:00+02:00',
  ],
  ['on a Saturday', '2026-05-09T11:00+02:00', '2026-05-12T00:00+02:00', '2026-05-11T18:00+02:00'],
  ['at the last minute of a Sunday', '2026-05-10T23:59+02:00', '2026-05-12T00:00+02:00', '2026-05-11T18:00+02:00'],
  ['before Ascension Day', '2026-05-13T22:00+02:00', '2026-05-15T22:00+02:00', '2026-05-15T16:00+02:00'],
  ['on Whit Monday, after a weekend', '2026-05-25T09:00+02:00', '2026-05-27T00:00+02:00', '2026-05-26T18:00+02:00'],
  ["on King's Day, which Belgium does not know", '2026-04-27T09:00+02:00', '2026-04-29T00:00+02:00', '2026-04-28T18:00+02:00'],
  ['on the holiday of Belgium', '2026-07-21T09:00+02:00', '2026-07-23T00:00+02:00', '2026-07-22T18:00+02:00'],
  ['before Christmas, which is followed by a weekend', '2026-12-24T15:00+01:00', '2026-12-28T15:00+01:00', '2026-12-28T09:00+01:00'],
  ['before New Year', '2026-12-31T12:00+01:00', '2027-01-04T12:00+01:00', '2027-01-04T06:00+01:00'],
  ['before the night in which the clock is put forward', '2026-03-27T12:00+01:00', '2026-03-30T12:00+02:00', '2026-03-30T06:00+02:00'],
  ['before the night in which the clock is put back', '2026-10-23T12:00+02:00', '2026-10-26T12:00+01:00', '2026-10-26T06:00+01:00'],
])('of a question asked %s', (_name, asked, due, long) => {
  const after = (ms: number) => new Date(afterOpenTime(bol.days, at(asked).getTime(), ms) ?? 0).toISOString();
  expect([after(BOL_RULES.answerMs), after(BOL_RULES.longMs)]).toEqual([at(due), at(long)].map((one) => one.toISOString()));
});

let ids = 0;
const message = (when: string, given: Partial<TimedMessage> = {}): TimedMessage => ({
  ...{ id: `m${ids++}`, direction: 'inbound', nature: 'personal', aside: false, returned: false, deliveryState: 'received' },
  ...{ at: at(when), arrivedAt: at(when), sentAt: null, channelKind: 'bol', call: null },
  ...given,
});
const ours = (when: string, given: Partial<TimedMessage> = {}) =>
  message(when, { direction: 'outbound', deliveryState: 'sent', arrivedAt: null, ...given });
const ticket = (messages: readonly TimedMessage[], given: Partial<TimedTicket> = {}): TimedTicket => ({
  ...{ id: 't', status: 'open', priority: 'normal', shopId: 's', channelAccountId: 'a', channelKind: 'bol', teamId: null, tags: [] },
  ...{ contactGroups: [], isMerged: false, createdAt: at('2026-05-19T08:00'), changes: [], messages },
  ...given,
});
const read = (...given: Parameters<typeof ticket>) => {
  const question = questionOf(ticket(...given), (kind) => (kind === 'bol' ? bol : undefined), bol.days);
  if (!question) return undefined;
  const shown = (time: number | null) => time && new Date(time).toISOString().slice(11, 16);
  return [question.marketplace, shown(question.askedAt), shown(question.answeredAt), shown(question.solvedAt)];
};
const ASKED = '2026-05-19T08:00';

describe('a ticket', () => {
  it.each<[string, readonly TimedMessage[], unknown]>([
    ['asked and not answered', [message(ASKED)], ['bol', '08:00', null, null]],
    ['answered', [message(ASKED), ours('2026-05-19T09:00')], ['bol', '08:00', '09:00', null]],
    ['answered twice', [message(ASKED), ours('2026-05-19T09:00'), ours('2026-05-19T09:30')], ['bol', '08:00', '09:00', null]],
    [
      'asked again before the answer',
      [message(ASKED), message('2026-05-19T08:30'), ours('2026-05-19T09:00')],
      ['bol', '08:00', '09:00', null],
    ],
    [
      'answered when it left, not when it was written',
      [message(ASKED), ours('2026-05-19T09:00', { sentAt: at('2026-05-19T10:00') })],
      ['bol', '08:00', '10:00', null],
    ],
    ['answered by a machine', [message(ASKED), ours('2026-05-19T09:00', { nature: 'automatic' })], ['bol', '08:00', null, null]],
    ['answered to a supplier', [message(ASKED), ours('2026-05-19T09:00', { aside: true })], ['bol', '08:00', null, null]],
    ['an answer that came back', [message(ASKED), ours('2026-05-19T09:00', { returned: true })], ['bol', '08:00', null, null]],
    ['an answer that failed', [message(ASKED), ours('2026-05-19T09:00', { deliveryState: 'failed' })], ['bol', '08:00', null, null]],
    [
      'an answer that was taken back',
      [message(ASKED), ours('2026-05-19T09:00', { deliveryState: 'undone' })],
      ['bol', '08:00', null, null],
    ],
    ['begun by a holiday notice', [message(ASKED, { nature: 'automatic' }), message('2026-05-19T08:30')], ['bol', '08:30', null, null]],
    ['a holiday notice and no more', [message(ASKED, { nature: 'automatic' })], undefined],
    ['begun by us', [ours(ASKED), message('2026-05-19T09:00')], undefined],
    ['asked by mail', [message(ASKED, { channelKind: 'email' })], [null, '08:00', null, null]],
    ['history', [message(ASKED, { arrivedAt: null })], undefined],
  ])('%s', (_name, messages, expected) => {
    expect(read(messages)).toEqual(expected);
  });

  const solved: TimedChange = { type: 'status_changed', at: at('2026-05-19T11:00'), data: { from: 'open', to: 'solved' } };
  it('is solved since it was, and not any more when it is opened again', () => {
    const told = [message(ASKED), ours('2026-05-19T09:00')];
    expect(read(told, { status: 'solved', changes: [solved] })).toEqual(['bol', '08:00', '09:00', '11:00']);
    expect(read([...told, message('2026-05-19T12:00')], { status: 'open', changes: [solved] })).toEqual(['bol', '08:00', '09:00', null]);
  });

  it('that is spam, or went up in another, has no question', () => {
    expect([read([message(ASKED)], { status: 'spam' }), read([message(ASKED)], { isMerged: true })]).toEqual([undefined, undefined]);
  });

  it('has calls that have ended, and no others', () => {
    const call = { id: 'c', direction: 'inbound', state: 'ended', outcome: 'missed', rangAt: '2026-05-19T08:00:00Z', waitSeconds: 31 };
    const told = (given: object) => message(ASKED, { channelKind: 'phone', call: { ...call, ...given } as TimedMessage['call'] });
    const all = [told({}), told({ outcome: null }), told({ direction: 'outbound', outcome: 'answered' }), message(ASKED)];
    expect(callsOf(ticket(all), bol.calls)).toMatchObject([{ outcome: 'missed', waitSeconds: 31, week: '2026-05-18', inHours: true }]);
  });
});
