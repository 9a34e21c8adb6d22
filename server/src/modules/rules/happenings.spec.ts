import { expect, it } from '@jest/globals';
import type { HappenedActivity, HappenedMessage } from '../tickets/public.ts';
import { type Happening, happening, happeningsOf, isMeant } from './happenings.ts';

const NOW = new Date('2026-04-23T12:00:00.000Z');
const message = (given: Partial<HappenedMessage> = {}): HappenedMessage => ({
  id: 'm',
  ticketId: 't',
  direction: 'outbound',
  nature: 'personal',
  aside: false,
  deliveryState: 'sent',
  call: null,
  at: NOW,
  ...given,
});
const activity = (type: HappenedActivity['type'], data: Record<string, unknown> = {}): HappenedActivity => ({
  id: 'a',
  ticketId: 't',
  type,
  agentId: null,
  data,
  at: NOW,
});
const whens = (happenings: readonly Happening[]) => happenings.map(({ when, key }) => `${when} ${key}`);
const ofMessage = (given: Partial<HappenedMessage>) => whens(happeningsOf([], [message(given)], [], NOW));
const ofActivity = (...given: Parameters<typeof activity>) => whens(happeningsOf([], [], [activity(...given)], NOW));
const long = new Date(NOW.getTime() - 3_600_000);
const call = (outcome: string, direction = 'inbound') => ({ direction, outcome }) as HappenedMessage['call'];

it.each<[string, Partial<HappenedMessage>, string[]]>([
  ['an answer that left', {}, ['message_out out:m']],
  ['one that still waits', { deliveryState: 'queued' }, []],
  ['one that was taken back', { deliveryState: 'undone' }, []],
  ['one that failed', { deliveryState: 'failed' }, []],
  ['one that arrived just now', { deliveryState: 'delivered' }, ['message_out out:m']],
  ['one that is read an hour later', { deliveryState: 'read', at: long }, []],
  ['an automatic answer', { nature: 'automatic' }, []],
  ['mail to somebody else', { aside: true }, []],
  ['what a customer wrote, told of again', { direction: 'inbound', deliveryState: 'received' }, []],
  ['a missed call', { direction: 'inbound', call: call('missed') }, ['call_missed missed:m']],
  ['a call that was answered', { direction: 'inbound', call: call('answered') }, []],
  ['a caller who gave up at once', { direction: 'inbound', call: call('abandoned') }, []],
  ['a call of ours', { call: call('not_reached', 'outbound') }, []],
])('%s', (_, given, expected) => {
  expect(ofMessage(given)).toEqual(expected);
});

it.each<[HappenedActivity['type'], Record<string, unknown>, string[]]>([
  ['created', {}, ['created created:t']],
  ['split_from', {}, ['created created:t']],
  ['status_changed', {}, ['status_changed activity:a']],
  ['snoozed', {}, ['status_changed activity:a']],
  ['woken', {}, ['status_changed activity:a']],
  ['reopened', {}, ['status_changed activity:a']],
  ['assigned', {}, ['assigned activity:a']],
  ['team_changed', {}, ['assigned activity:a']],
  ['priority_changed', {}, ['priority_changed activity:a']],
  ['tags_changed', { added: ['vip'], removed: [] }, ['tag_added activity:a']],
  ['tags_changed', { added: [], removed: ['vip'] }, []],
  ['subject_changed', {}, []],
  ['rule_fired', {}, []],
  ['merged_into', {}, []],
])('%s %j', (type, data, expected) => {
  expect(ofActivity(type, data)).toEqual(expected);
});

it('takes a message that opens a ticket for both, under keys that never differ, and leaves history out', () => {
  const received = { ticketId: 't', messageId: 'm', created: true, silent: false };
  expect(whens(happeningsOf([received], [], [], NOW))).toEqual(['created created:t', 'message_in in:m']);
  expect(whens(happeningsOf([{ ...received, created: false }], [], [], NOW))).toEqual(['message_in in:m']);
  const missed = message({ direction: 'inbound', call: call('missed') });
  expect(whens(happeningsOf([{ ...received, silent: true }], [missed], [], NOW))).toEqual([]);
});

it('knows which rules led to a change', () => {
  const [found] = happeningsOf([], [], [activity('status_changed', { rule: { id: 'two', name: 'Twee', chain: ['one', 'two'] } })], NOW);
  expect(found?.chain).toEqual(['one', 'two']);
});

it('is meant by triggers of its kind, and of its labels where they name some', () => {
  const tagged = happening('tag_added', 't', 'k', { tags: ['vip'] });
  expect(isMeant({ kind: 'tag_added', tags: [] }, tagged)).toBe(true);
  expect(isMeant({ kind: 'tag_added', tags: ['klacht', 'vip'] }, tagged)).toBe(true);
  expect(isMeant({ kind: 'tag_added', tags: ['klacht'] }, tagged)).toBe(false);
  expect(isMeant({ kind: 'created' }, tagged)).toBe(false);
  const waited = happening('time_passed', 't', 'k');
  expect(isMeant({ kind: 'time_passed', since: 'created', minutes: 1, hours: 'calendar' }, waited)).toBe(false);
});
