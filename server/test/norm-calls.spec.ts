import { normBoard } from '@balie/shared/contracts/norms.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aCall, type FakeMoment } from '../src/channels/phone/testing/fake-exchange.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { aChannelAccount } from '../src/modules/tickets/testing/inbound.ts';
import { eventually } from './support/eventually.ts';
import { connectPhone, type PhoneLine } from './support/phone-line.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';

/** Telephone norms, by calls as an exchange tells of them. */

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
let line: PhoneLine;
beforeAll(async () => {
  clock.set('2026-05-20T19:00:00Z'); // A Wednesday, nine in the evening in Amsterdam.
  app = await startTestApp({ BALIE_URL: 'https://balie.winkel.test' }, clock);
  house = await aFoundedOrganisation(app);
  await aChannelAccount(app, house, { kind: 'bol' });
  line = await connectPhone(house.owner, 'generic');
  await house.owner.post('/api/norms/own', {
    ...{ name: 'Binnen een minuut', active: true, metric: 'calls_answered', seconds: 60, hours: 'calendar' },
    ...{ scope: { shopIds: [], channelKinds: [], teamIds: [] }, threshold: 0.95, window: 'week', alerts: true },
  });
});
afterAll(() => app.stop());

let subscriber = 20_000_000;
async function rings(at: string, moments: readonly (readonly [FakeMoment, number])[]): Promise<void> {
  const call = aCall({ customer: `+316${subscriber++}`, startedAt: new Date(at) });
  for (const [moment, second] of moments) expect(await line.tell(call, moment, second)).toBe(200);
}
const answered = (second: number) =>
  [
    ['ringing', 0],
    ['answered', second],
    ['hung-up', second + 60],
  ] as const;
const missed = (second: number) =>
  [
    ['ringing', 0],
    ['missed', second],
  ] as const;

it("counts a marketplace's attempts on working days from nine to five, and own norms by how long it rang", async () => {
  await rings('2026-05-20T07:00:00Z', answered(12)); // Nine o'clock.
  await rings('2026-05-20T09:30:00Z', answered(80));
  await rings('2026-05-20T14:59:00Z', missed(31));
  await rings('2026-05-20T15:00:00Z', missed(31)); // Five o'clock: not any more.
  await rings('2026-05-20T06:59:00Z', missed(31));
  // Ascension Day was a week before; the Saturday before that is no working day, and of another week.
  await rings('2026-05-14T10:00:00Z', missed(31));
  await rings('2026-05-16T10:00:00Z', missed(31));
  // Who hung up at once could not have been answered: for an own norm that is no miss.
  await rings('2026-05-20T10:00:00Z', missed(3));
  const board = await eventually(async () => {
    const now = (await house.owner.get('/api/norms')).as(normBoard);
    const [own] = now.own;
    const phone = now.shops[0]?.norms.find(({ name }) => name === 'PHONE_AVAILABILITY');
    return own && own.right + own.wrong === 5 && phone?.total === 4 && now;
  }, 'all calls of this week are counted');
  const phone = board.shops[0]?.norms.find(({ name }) => name === 'PHONE_AVAILABILITY');
  expect(phone).toMatchObject({ total: 4, wrong: 2, value: 0.5, state: 'broken', threshold: 0.9, givesStrikes: false });
  expect(phone?.history.find(({ period }) => period === '2026-05-11')?.ours).toBeNull();
  expect(board.own[0]).toMatchObject({ right: 1, wrong: 4, open: 0, state: 'broken' });
});
