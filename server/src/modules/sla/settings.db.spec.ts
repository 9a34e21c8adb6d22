import {
  businessCalendar,
  type CalendarHours,
  calendarList,
  calendarPreview,
  holidayCountries,
} from '@balie/shared/contracts/calendars.ts';
import { slaPolicy, slaPolicyList } from '@balie/shared/contracts/sla.ts';
import { ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { aPolicy, measured, promise } from './testing/promise-to.ts';
import { POLICIES } from './testing/promises.ts';
import { at } from './testing/told-ticket.ts';

const clock = new TestClock();
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;

beforeAll(async () => {
  clock.set('2026-04-23T08:00:00.000Z'); // A thursday.
  app = await startTestApp({}, clock);
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
});
afterAll(() => app.stop());

const office = [{ from: 540, until: 1_020 }];
const hours: CalendarHours = {
  kind: 'business',
  timeZone: 'Europe/Amsterdam',
  week: [office, office, office, office, office, [], []],
  holidays: { country: 'NL', region: null, off: [] },
  exceptions: [],
};
const aCalendar = (given: object = {}) => ({
  name: `Uren ${newId()}`,
  hours,
  isDefault: false,
  shopIds: [],
  channelAccountIds: [],
  ...given,
});
const dueOf = async (id: string) => (await seeTicket(app, shop.id, id)).ticket.deadline?.dueAt;

it('measures by the hours of the account, else of the shop, else of the organisation, and holidays of the country', async () => {
  const second = await aChannelAccount(app, shop);
  const owner = shop.owner;
  const fourHours = POLICIES['F'];
  if (!fourHours) throw new Error('There is no policy F');
  const policy = await promise(owner, { name: 'Vier uur', terms: fourHours });
  // Ten in the morning by the wall.
  const { id } = await aTicket(app, account, { from: 'a@klant.test' });
  await eventually(async () => (await dueOf(id)) === '2026-04-23T12:00:00.000Z', 'without a calendar every hour counts');

  const late = [{ from: 720, until: 1_020 }];
  const general = (
    await owner.post('/api/business-calendars', aCalendar({ isDefault: true, hours: { ...hours, week: [...Array(5).fill(late), [], []] } }))
  ).as(businessCalendar);
  await eventually(async () => (await dueOf(id)) === new Date(at('2026-04-23 16:00')).toISOString(), "by the organisation's hours");
  const ofShop = (await owner.post('/api/business-calendars', aCalendar({ shopIds: [shop.shopId] }))).as(businessCalendar);
  await eventually(async () => (await dueOf(id)) === new Date(at('2026-04-23 14:00')).toISOString(), "by the shop's hours");
  const never = {
    ...hours,
    week: [[], [], [], [], [], [], []],
    exceptions: [{ from: '2026-04-28', until: '2026-04-28', name: 'Open dag', openings: office }],
  };
  const ofAccount = (await owner.post('/api/business-calendars', aCalendar({ hours: never, channelAccountIds: [account.id] }))).as(
    businessCalendar,
  );
  await eventually(
    async () => (await dueOf(id)) === new Date(at('2026-04-28 13:00')).toISOString(),
    "by the account's hours, one extra day",
  );

  clock.set(at('2026-04-24 15:00') > 0 ? new Date(at('2026-04-24 15:00')) : '');
  const overHoliday = await aTicket(app, second, { from: 'b@klant.test' });
  // Friday afternoon, the weekend, the Koningsdag on monday.
  await eventually(
    async () => (await dueOf(overHoliday.id)) === new Date(at('2026-04-28 11:00')).toISOString(),
    'a holiday does not count',
  );
  const rule = '04-27 if sunday then previous saturday since 2014';
  const off = { ...hours, holidays: { country: 'NL', region: null, off: [rule] } };
  await owner.put(`/api/business-calendars/${ofShop.id}`, aCalendar({ name: ofShop.name, hours: off, shopIds: [shop.shopId] }));
  await eventually(
    async () => (await dueOf(overHoliday.id)) === new Date(at('2026-04-27 11:00')).toISOString(),
    'unless it is switched off',
  );

  // Who is named elsewhere is taken from there.
  await owner.put(
    `/api/business-calendars/${general.id}`,
    aCalendar({ name: general.name, isDefault: true, shopIds: [shop.shopId], hours: { ...hours, kind: 'always' } }),
  );
  await eventually(async () => (await dueOf(overHoliday.id)) === new Date(at('2026-04-24 19:00')).toISOString(), 'every hour counts');
  const { items } = (await owner.get('/api/business-calendars')).as(calendarList);
  expect(items.map(({ id: known, shopIds }) => [known, shopIds])).toEqual([
    [general.id, [shop.shopId]],
    [ofShop.id, []],
    [ofAccount.id, []],
  ]);
  for (const { id: known } of items) expect((await owner.del(`/api/business-calendars/${known}`)).status).toBe(204);
  expect((await owner.del(`/api/sla/policies/${policy.id}`)).status).toBe(204);
  await measured(owner);
  await eventually(async () => (await dueOf(overHoliday.id)) === undefined, 'nothing is promised any more');
});

it('shows the coming year: weekdays, holidays, exceptions, and what is switched off', async () => {
  clock.set('2026-12-01T08:00:00.000Z');
  const exceptions = [{ from: '2026-12-24', until: '2026-12-24', name: 'Kerstavond', openings: [{ from: 540, until: 780 }] }];
  const off = ['12-26'];
  const also = ['05-05', 'easter -2'];
  const preview = (
    await shop.owner.post('/api/business-calendars/preview?language=nl', {
      hours: { ...hours, exceptions, holidays: { country: 'NL', region: null, off, also } },
    })
  ).as(calendarPreview);
  const day = (date: string) => preview.days.find((one) => one.date === date);
  expect(preview.days).toHaveLength(366);
  expect(preview.days[0]).toEqual({ date: '2026-12-01', openings: office, because: 'week', name: '' });
  expect(day('2026-12-24')).toEqual({
    date: '2026-12-24',
    openings: [{ from: 540, until: 780 }],
    because: 'exception',
    name: 'Kerstavond',
  });
  expect(day('2026-12-25')).toEqual({ date: '2026-12-25', openings: [], because: 'holiday', name: 'Kerstmis' });
  expect(day('2026-12-26')).toMatchObject({ because: 'week', openings: [] }); // A saturday.
  expect(preview.holidays.filter(({ official }) => official).slice(0, 2)).toEqual([
    { date: '2026-12-25', name: 'Kerstmis', rule: '12-25', official: true, off: false },
    { date: '2026-12-26', name: 'Tweede kerstdag', rule: '12-26', official: true, off: true },
  ]);
  // No official holidays, but days on which a shop may want to be closed.
  const others = preview.holidays.filter(({ official }) => !official);
  expect(others).toContainEqual({ date: '2027-05-05', name: 'Bevrijdingsdag', rule: '05-05', official: false, off: false });
  expect(others).toContainEqual({ date: '2027-03-26', name: 'Goede Vrijdag', rule: 'easter -2', official: false, off: false });
  expect(others).toContainEqual({ date: '2026-12-05', name: 'Sinterklaasavond', rule: '12-05', official: false, off: true });
  expect(day('2027-05-05')).toEqual({ date: '2027-05-05', openings: [], because: 'holiday', name: 'Bevrijdingsdag' });
  const { items } = (await shop.owner.get('/api/business-calendars/countries?language=nl')).as(holidayCountries);
  expect(items.find(({ code }) => code === 'DE')?.regions).toContainEqual({ code: 'BY', name: 'Bayern' });
});

it('refuses hours that cannot be, holidays that nobody knows, names that are taken and what is not of this organisation', async () => {
  const post = (given: object) => shop.owner.post('/api/business-calendars', aCalendar(given));
  expect((await post({ hours: { ...hours, timeZone: 'Europe/Rotterdam' } })).code).toBe('invalid_request');
  expect((await post({ hours: { ...hours, week: hours.week.slice(1) } })).code).toBe('invalid_request');
  expect((await post({ hours: { ...hours, week: [[{ from: 600, until: 540 }], ...hours.week.slice(1)] } })).code).toBe('invalid_request');
  expect((await post({ hours: { ...hours, holidays: { country: 'QQ', region: null, off: [] } } })).code).toBe('unknown_holidays');
  expect((await post({ hours: { ...hours, holidays: { country: 'NL', region: 'BY', off: [] } } })).code).toBe('unknown_holidays');
  expect((await post({ shopIds: [newId()] })).status).toBe(404);
  const { name } = (await post({})).as(businessCalendar);
  expect((await post({ name: name.toUpperCase() })).code).toBe('calendar_name_taken');
  const agent = await aColleague(app, { organisationId: shop.id });
  expect((await agent.post('/api/business-calendars', aCalendar())).status).toBe(403);
  expect((await agent.get('/api/business-calendars')).status).toBe(200);
});

it('keeps policies in their order, and takes the first that fits', async () => {
  const owner = shop.owner;
  const create = async (name: string, terms: object = {}, active = true) =>
    (await owner.post('/api/sla/policies', aPolicy({ name, terms, active }))).as(slaPolicy);
  const base = POLICIES['F']?.conditions;
  const all = await create('Alle');
  const vip = await create('VIP', { conditions: { ...base, tags: ['vip'], shopIds: [shop.shopId] }, promises: POLICIES['C']?.promises });
  const switchedOff = await create('Uit', {}, false);
  const names = async () => (await owner.get('/api/sla/policies')).as(slaPolicyList).items.map(({ name }) => name);
  expect(await names()).toEqual(['Alle', 'VIP', 'Uit']);
  expect((await owner.put('/api/sla/policies/order', { ids: [vip.id, all.id] })).code).toBe('policy_order_outdated');
  expect((await owner.put('/api/sla/policies/order', { ids: [switchedOff.id, vip.id, all.id] })).as(slaPolicyList).items).toHaveLength(3);
  expect(await names()).toEqual(['Uit', 'VIP', 'Alle']);

  const { id } = await aTicket(app, account, { from: 'c@klant.test' });
  const after = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
  await eventually(async () => (await dueOf(id)) === after(60), 'an hour for all');
  await owner.patch(`/api/tickets/${id}`, { changes: { addTags: ['vip'] } });
  await eventually(async () => (await dueOf(id)) === after(240), 'four hours for who has the tag');
  const inTwoHours = { hours: 'calendar', seconds: { low: 7_200, normal: 7_200, high: 7_200, urgent: 7_200 } };
  const promises = { ...POLICIES['C']?.promises, first_response: inTwoHours };
  const known = await create('Zakelijk', { conditions: { ...base, contactGroups: ['zakelijk', 'vip'] }, promises });
  await owner.put('/api/sla/policies/order', { ids: [known.id, switchedOff.id, vip.id, all.id] });
  const { contact } = (await owner.get(`/api/tickets/${id}`)).as(ticketDetail);
  await owner.patch(`/api/contacts/${contact.id}`, { changes: { groups: ['vip'] }, version: contact.version });
  await eventually(async () => (await dueOf(id)) === after(120), 'two hours for who is in the group');
  expect((await owner.post('/api/sla/policies', aPolicy({ name: 'alle' }))).code).toBe('policy_name_taken');
  expect(
    (await owner.post('/api/sla/policies', aPolicy({ terms: { conditions: { ...(base ?? vip.terms.conditions), teamIds: [newId()] } } })))
      .status,
  ).toBe(404);
  expect((await owner.put(`/api/sla/policies/${newId()}`, aPolicy())).status).toBe(404);
});

it('deletes a policy while somebody is just measuring by it', async () => {
  const other = await aFoundedOrganisation(app);
  const policy = await promise(other.owner, { name: 'Even' });
  const { id } = await aTicket(app, await aChannelAccount(app, other), { from: 'd@klant.test' });
  const clocks = () =>
    asOrganisation(app, other.id, (tx) => tx.query('select from sla_clocks where ticket_id = $1 and policy_id = $2', [id, policy.id]));
  await eventually(async () => (await clocks()).length > 0, 'it is measured');
  const status = await asOrganisation(app, other.id, async (tx) => {
    await tx.query('select from sla_clocks for update');
    return (await other.owner.del(`/api/sla/policies/${policy.id}`)).status;
  });
  expect(status).toBe(204);
});
