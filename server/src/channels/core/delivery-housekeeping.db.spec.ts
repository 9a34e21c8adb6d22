import { ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { aReply } from '../../modules/tickets/testing/writing.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { DeliveryHousekeeping } from './delivery-housekeeping.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
beforeAll(async () => {
  // The undo window keeps the server's own worker away from what is queued here.
  app = await startTestApp({ BALIE_UNDO_SECONDS: '60' }, clock);
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
});
afterAll(() => app.stop());

const asAll = <Row>(sql: string, values: unknown[] = []) =>
  app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<Row>(sql, values));
const jobsOf = async (messageId: string) =>
  (await asAll<{ key: string }>('select key from graphile_worker.jobs where key = $1', [`deliver:${messageId}`])).length;

async function aQueuedReply(): Promise<string> {
  const { id } = await aTicket(app, account);
  return (await organisation.owner.post(`/api/tickets/${id}/replies`, aReply())).as(ticketAndMessage).message.id;
}
/** As a queue leaves it that gave up. */
async function loseJobOf(messageId: string): Promise<void> {
  await asAll('select graphile_worker.remove_job($1)', [`deliver:${messageId}`]);
  expect(await jobsOf(messageId)).toBe(0);
}
const look = () => app.app.get(DeliveryHousekeeping).look();

it('queues a reply again whose job is lost, once it is long overdue', async () => {
  const messageId = await aQueuedReply();
  await loseJobOf(messageId);
  await look();
  expect(await jobsOf(messageId)).toBe(0);
  // The server's worker may be quick: what counts is that it had a job again.
  await asAll(`update channel_accounts set status = 'paused'`);
  clock.advance({ minutes: 12 });
  await look();
  await eventually(async () => {
    const [message] = await asAll<{ delivery_reason: string | null }>('select delivery_reason from messages where id = $1', [messageId]);
    return /paused/.test(message?.delivery_reason ?? '');
  }, 'the worker looked at the message');
});

it('leaves alone what waits for its next attempt', async () => {
  const messageId = await aQueuedReply();
  await loseJobOf(messageId);
  const later = new Date(clock.now().getTime() + 3_600_000);
  await asAll(`update messages set undo_until = null, next_attempt_at = $2 where id = $1`, [messageId, later]);
  clock.advance({ minutes: 30 });
  await look();
  expect(await jobsOf(messageId)).toBe(0);
});
