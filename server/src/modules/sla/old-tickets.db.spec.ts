import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { TicketHistory } from '../tickets/public.ts';
import { aChannelAccount, type TestChannelAccount } from '../tickets/testing/inbound.ts';
import { asOrganisation, seeTicket } from '../tickets/testing/look.ts';
import { promise } from './testing/promise-to.ts';

const clock = new TestClock();
let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;

beforeAll(async () => {
  clock.set('2026-04-23T08:00:00.000Z');
  app = await startTestApp({}, clock);
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  await promise(shop.owner);
});
afterAll(() => app.stop());

/** A question that was asked so many minutes ago in another system. */
async function bringOver(externalKey: string, minutesAgo: number, status: 'open' | 'solved'): Promise<string> {
  const occurredAt = new Date(clock.now().getTime() - minutesAgo * 60_000);
  const customer = { address: 'jan@klant.test', name: 'Jan' };
  const kept = await asOrganisation(app, shop.id, (tx) =>
    app.app.get(TicketHistory).keep(tx, {
      externalKey,
      externalNumber: `#${externalKey}`,
      channelAccountId: account.id,
      channelKind: 'email',
      shopId: shop.shopId,
      subject: externalKey,
      status,
      priority: 'normal',
      tags: [],
      customer: { identity: { kind: 'email', value: customer.address }, name: customer.name, externalKey: 'jan' },
      assigneeAddress: null,
      createdAt: occurredAt,
      messages: [
        {
          externalKey: `${externalKey}-1`,
          messageId: null,
          direction: 'inbound',
          author: customer,
          to: [],
          cc: [],
          html: '',
          text: 'Waar blijft het?',
          hasRemoteImages: false,
          attachments: [],
          occurredAt,
        },
      ],
    }),
  );
  return kept.ticketId;
}
const deadlineOf = async (id: string) => (await seeTicket(app, shop.id, id)).ticket.deadline;

it('holds what came over open to the promises, since it was asked, and raises no alarm for what is late already', async () => {
  const [done, fresh, late] = [
    await bringOver('klaar', 5, 'solved'),
    await bringOver('vers', 20, 'open'),
    await bringOver('oud', 300, 'open'),
  ];
  await eventually(async () => (await deadlineOf(late)) !== null, 'the last one is measured');
  expect(await deadlineOf(fresh)).toMatchObject({
    target: 'first_response',
    dueAt: new Date(clock.now().getTime() + 40 * 60_000).toISOString(),
  });
  expect(await deadlineOf(done)).toBeNull();
  const told = await asOrganisation(app, shop.id, (tx) => tx.query(`select from activities where type like 'sla_%'`));
  expect(told).toEqual([]);
});
