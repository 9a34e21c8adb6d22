import type { RuleTerms, RuleTrigger } from '@balie/shared/contracts/rules.ts';
import { ruleList } from '@balie/shared/contracts/rules.ts';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { ChatShop } from '../src/channels/chat/testing/chat-shop.ts';
import { VisitorBrowser } from '../src/channels/chat/testing/visitor-browser.ts';
import { aCall } from '../src/channels/phone/testing/fake-exchange.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { decree, runsOf } from '../src/modules/rules/testing/rule-for.ts';
import { promise } from '../src/modules/sla/testing/promise-to.ts';
import { asOrganisation, seeTicket, seeTickets } from '../src/modules/tickets/testing/look.ts';
import { eventually } from './support/eventually.ts';
import { connectPhone, type PhoneLine } from './support/phone-line.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

/** Rules that are set off by what only the whole house can tell: an answer that left, a clock that fell due, a call that nobody took. */

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let chat: ChatShop;
let line: PhoneLine;
const open: VisitorBrowser[] = [];
beforeAll(async () => {
  app = await startTestApp({ BALIE_URL: 'https://balie.winkel.test' }, clock);
  house = await aFoundedOrganisation(app);
  chat = await ChatShop.open(house.owner);
  line = await connectPhone(house.owner, 'generic');
  await promise(house.owner, { name: 'Een uur', terms: { warnAtPercent: 75 } });
});
afterEach(async () => {
  for (const browser of open.splice(0)) browser.close();
  for (const { id } of (await house.owner.get('/api/rules')).as(ruleList).items) await house.owner.del(`/api/rules/${id}`);
});
afterAll(() => app.stop());

/** It writes a note, which would stand there twice if it were set off twice. */
const rule = (trigger: RuleTrigger, also: Partial<RuleTerms> = {}) =>
  decree(house.owner, { name: trigger.kind, terms: { when: [trigger], actions: [{ kind: 'note', text: trigger.kind }], ...also } });
const notesOf = async (ticketId: string) =>
  (await seeTicket(app, house.id, ticketId)).messages.filter(({ direction }) => direction === 'note').map(({ text }) => text);
const noted = (ticketId: string, text: string) => eventually(async () => (await notesOf(ticketId)).includes(text), `the note "${text}"`);
/** Until nothing is told any more: then what did not happen will not. */
const quiet = () =>
  eventually(async () => (await asOrganisation(app, house.id, (tx) => tx.query('select from outbox_events'))).length === 0, 'all was told');
async function visitor(says: string): Promise<{ browser: VisitorBrowser; ticketId: string }> {
  const browser = await VisitorBrowser.open(app.url, chat.key);
  open.push(browser);
  await browser.say(says);
  return { browser, ticketId: (await chat.ticketWith(says)).id };
}
const becomes = (ticketId: string, state: string) =>
  eventually(async () => (await seeTicket(app, house.id, ticketId)).ticket.deadline?.state === state, `the deadline is ${state}`);

it('acts once when an answer leaves, whatever is told of it afterwards, and not when a customer or a machine writes', async () => {
  const one = await rule({ kind: 'message_out' });
  const { browser, ticketId } = await visitor('Is de lamp er nog?');
  await quiet();
  expect(await runsOf(house.owner, one)).toEqual([]);

  const messageId = await chat.answer(ticketId, 'Nog twee.');
  await noted(ticketId, 'message_out');
  await eventually(() => browser.heard.find(({ id }) => id === messageId), 'the answer');
  await browser.emit('received', { messageId });
  await browser.emit('read', { messageId });
  await chat.once(ticketId, messageId, 'read');
  await browser.say('Dan neem ik er een.');
  await eventually(async () => (await chat.texts(ticketId)).includes('Dan neem ik er een.'), 'what the customer says');
  await quiet();
  expect(await notesOf(ticketId)).toEqual(['message_out']);
  expect(await runsOf(house.owner, one)).toMatchObject([{ ticketId, when: 'message_out', outcome: 'fired' }]);

  await chat.answer(ticketId, 'Hij ligt voor je klaar.');
  await eventually(async () => (await runsOf(house.owner, one)).length === 2, 'each answer counts');
});

it('acts once when a clock warns, and once when its time is over', async () => {
  const [warned, breached] = [await rule({ kind: 'sla_warned' }), await rule({ kind: 'sla_breached' })];
  const { ticketId } = await visitor('Wanneer komt mijn bestelling?');
  const answered = await visitor('Hoe laat zijn jullie open?');
  await becomes(ticketId, 'running');
  await chat.answer(answered.ticketId, 'Tot zes uur.');
  await quiet();
  clock.advance({ minutes: 45 });
  await noted(ticketId, 'sla_warned');
  await quiet();
  expect(await notesOf(ticketId)).toEqual(['sla_warned']);

  clock.advance({ minutes: 15, seconds: 1 });
  await noted(ticketId, 'sla_breached');
  await quiet();
  expect(await notesOf(ticketId)).toEqual(['sla_warned', 'sla_breached']);
  // Whoever was answered in time is in neither.
  for (const one of [warned, breached]) expect((await runsOf(house.owner, one)).map((run) => run.ticketId)).toEqual([ticketId]);
});

it('acts once when time has passed since the customer began to wait, and not when somebody answered before', async () => {
  const one = await rule({ kind: 'time_passed', since: 'customer_waits', minutes: 30, hours: 'calendar' });
  const { ticketId } = await visitor('Kan ik ruilen?');
  const answered = await visitor('Hebben jullie ook peertjes?');
  await chat.answer(answered.ticketId, 'Ja hoor.');
  await quiet();
  clock.advance({ minutes: 31 });
  await noted(ticketId, 'time_passed');
  clock.advance({ minutes: 31 });
  const next = await visitor('Nog een vraag');
  clock.advance({ minutes: 31 });
  await noted(next.ticketId, 'time_passed');
  expect(await notesOf(ticketId)).toEqual(['time_passed']);
  expect(await notesOf(answered.ticketId)).toEqual([]);
  expect(await runsOf(house.owner, one)).toHaveLength(2);
});

it('acts once when a call is missed, however often its exchange tells of it, and not when somebody took it or nobody could', async () => {
  const one = await rule(
    { kind: 'call_missed' },
    {
      actions: [
        { kind: 'note', text: 'call_missed' },
        { kind: 'priority', to: 'high' },
      ],
    },
  );
  const startedAt = new Date(clock.now().getTime() - 60_000);
  const call = (customer: string) => aCall({ customer, startedAt });
  const [missed, taken, abandoned] = [call('+31612345001'), call('+31612345002'), call('+31612345003')];
  for (const _ of [1, 2]) {
    await line.tell(missed, 'ringing', 0);
    await line.tell(missed, 'missed', 31);
  }
  await line.tell(taken, 'ringing', 0);
  await line.tell(taken, 'answered', 5);
  await line.tell(taken, 'hung-up', 20);
  await line.tell(abandoned, 'ringing', 0);
  await line.tell(abandoned, 'missed', 3);
  const ticketOf = (customer: string, preview: string) =>
    eventually(
      async () => (await seeTickets(app, house.id)).find((row) => row.contact.address === customer && row.preview.startsWith(preview)),
      `the ticket of ${customer}`,
    );
  const { id } = await ticketOf('+31612345001', 'Missed call');
  await ticketOf('+31612345002', 'Call answered');
  await noted(id, 'call_missed');
  await eventually(
    async () => (await seeTickets(app, house.id)).find((row) => row.contact.address === '+31612345003' && row.status === 'solved'),
    'who hung up at once',
  );
  await quiet();
  expect(await notesOf(id)).toEqual(['call_missed']);
  expect((await seeTicket(app, house.id, id)).ticket.priority).toBe('high');
  expect((await runsOf(house.owner, one)).map((run) => run.ticketId)).toEqual([id]);
});
