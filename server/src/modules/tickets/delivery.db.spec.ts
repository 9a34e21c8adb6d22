import { message as messageShape, ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { OutgoingMessages } from './outgoing-messages.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';
import { aReply } from './testing/writing.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({ BALIE_UNDO_SECONDS: '30' }, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set(new Date());
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id, name: 'Anna <b>' });
  // The server's own delivery worker only looks on; the test is the worker.
  await asOrganisation(app, organisation.id, (tx) => tx.query(`update channel_accounts set status = 'paused'`));
});

const outgoing = <T>(work: (messages: OutgoingMessages) => Promise<T>) =>
  inOrganisation(organisation.id, () => work(app.app.get(OutgoingMessages)));
const claim = async (messageId: string) => (await outgoing((messages) => messages.claim([messageId])))[0];
const claimAs = async (messageId: string, externalId: string) =>
  (await outgoing((messages) => messages.claim([messageId], { externalIdFor: () => externalId })))[0];
const markSent = (messageId: string, externalId: string) => outgoing((messages) => messages.markSent([{ messageId, externalId }]));
const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);

async function aDueReply(given = {}): Promise<{ ticketId: string; messageId: string }> {
  const { id } = await aTicket(app, account, { externalId: `first-${organisation.id}@klant.test` });
  clock.advance({ minutes: 1 });
  const { message } = (await agent.post(`/api/tickets/${id}/replies`, aReply(given))).as(ticketAndMessage);
  clock.advance({ seconds: 31 });
  return { ticketId: id, messageId: message.id };
}

async function delivery(ticketId: string, messageId: string) {
  return (await see(ticketId)).messages.find((message) => message.id === messageId)?.delivery;
}

describe('claiming', () => {
  it('hands over everything a channel needs', async () => {
    await asOrganisation(app, organisation.id, (tx) =>
      tx.query(`update shops set signature_html = '<p>{{ agent.name }} van {{shop.name}}</p>'`),
    );
    await asOrganisation(app, organisation.id, (tx) =>
      tx.query(`update agents set signature_html = '<i>Anna</i>' where id = $1`, [agent.id]),
    );
    const { ticketId, messageId } = await aDueReply();
    const [ticket] = await asOrganisation(app, organisation.id, (tx) =>
      tx.query<{ reply_token: string }>('select reply_token from tickets'),
    );
    expect(await claim(messageId)).toMatchObject({
      id: messageId,
      ticketId,
      ticketNumber: 1,
      channelAccountId: account.id,
      subject: 'Waar blijft mijn bestelling?',
      html: '<p>Hallo Jan, hij is onderweg.</p>',
      text: 'Hallo Jan, hij is onderweg.',
      signatureHtml: '<p>Anna &lt;b&gt; van Klompen &amp; Co shop</p><br><i>Anna</i>',
      inReplyTo: `first-${organisation.id}@klant.test`,
      references: [`first-${organisation.id}@klant.test`],
      replyToken: ticket?.reply_token,
      authorName: 'Anna <b>',
      externalId: null,
      attempt: 1,
    });
    expect(await delivery(ticketId, messageId)).toMatchObject({ state: 'sending', attempts: 1 });
  });

  it('waits for the undo window, and does not lose a message that is asked for early', async () => {
    const { id } = await aTicket(app, account);
    const { message } = (await agent.post(`/api/tickets/${id}/replies`, aReply())).as(ticketAndMessage);
    expect(await claim(message.id)).toBeUndefined();
    const jobs = await asOrganisation(app, organisation.id, (tx) =>
      tx.query<{ run_at: Date }>('select run_at from graphile_worker.jobs where key = $1', [`deliver:${message.id}`]),
    );
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.run_at.getTime()).toBeGreaterThan(clock.now().getTime());
  });

  it('takes a message again that a crash left in the middle, and never one that was taken back or is sent', async () => {
    const { ticketId, messageId } = await aDueReply();
    await claimAs(messageId, 'ours@klompen.test');
    expect(await claim(messageId)).toMatchObject({ attempt: 2, externalId: 'ours@klompen.test' });
    await markSent(messageId, 'ours@klompen.test');
    expect(await claim(messageId)).toBeUndefined();
    const { message } = (await agent.post(`/api/tickets/${ticketId}/replies`, aReply())).as(ticketAndMessage);
    await agent.post(`/api/messages/${message.id}/undo`);
    clock.advance({ seconds: 31 });
    expect(await claim(message.id)).toBeUndefined();
  });

  it('is for the own organisation only', async () => {
    const { messageId } = await aDueReply();
    const other = await aFoundedOrganisation(app);
    expect(await inOrganisation(other.id, () => app.app.get(OutgoingMessages).claim([messageId]))).toEqual([]);
  });

  it('names the first message and the newest of a long conversation', async () => {
    const { id } = await aTicket(app, account, { externalId: 'm0@klant.test' });
    for (let i = 1; i <= 25; i++) {
      clock.advance({ seconds: 1 });
      await receive(app, account, { externalId: `m${i}@klant.test`, references: ['m0@klant.test'] });
    }
    clock.advance({ seconds: 1 });
    const { message } = (await agent.post(`/api/tickets/${id}/replies`, aReply())).as(ticketAndMessage);
    clock.advance({ seconds: 31 });
    const claimed = await claim(message.id);
    expect(claimed?.references).toEqual(['m0@klant.test', ...Array.from({ length: 19 }, (_, index) => `m${index + 7}@klant.test`)]);
    expect(claimed?.inReplyTo).toBe('m25@klant.test');
  });
});

describe('the state of a delivery', () => {
  it('shows a failed reply on its ticket until a retry', async () => {
    const { ticketId, messageId } = await aDueReply();
    await claim(messageId);
    await outgoing((messages) => messages.markFailed(messageId, '550 no such user'));
    const failed = await see(ticketId);
    expect(failed.ticket.hasFailedDelivery).toBe(true);
    expect(failed.activities.at(-1)).toMatchObject({
      type: 'delivery_failed',
      agentId: null,
      data: { messageId, reason: '550 no such user' },
    });

    const retried = (await agent.post(`/api/messages/${messageId}/retry`)).as(messageShape);
    expect(retried.delivery).toMatchObject({ state: 'queued', attempts: 0, reason: '550 no such user' });
    expect((await see(ticketId)).ticket.hasFailedDelivery).toBe(false);
  });

  it('has nothing to retry when the reply has left', async () => {
    const { messageId } = await aDueReply();
    await claim(messageId);
    await markSent(messageId, 'ours@klompen.test');
    expect((await agent.post(`/api/messages/${messageId}/retry`)).code).toBe('delivery_not_failed');
  });

  it('is not retried by viewers, nor from another organisation', async () => {
    const { messageId } = await aDueReply();
    await claim(messageId);
    await outgoing((messages) => messages.markFailed(messageId, 'no'));
    const viewer = await aColleague(app, { organisationId: organisation.id, role: 'viewer' });
    expect((await viewer.post(`/api/messages/${messageId}/retry`)).status).toBe(403);
    expect((await (await aFoundedOrganisation(app)).owner.post(`/api/messages/${messageId}/retry`)).status).toBe(404);
  });

  it('keeps an attempt that did not happen out of the count, and is due again when its moment has come', async () => {
    const { ticketId, messageId } = await aDueReply();
    await claim(messageId);
    const next = new Date(clock.now().getTime() + 60_000);
    await outgoing((messages) => messages.markWaiting(messageId, 'paused', next));
    expect(await delivery(ticketId, messageId)).toMatchObject({
      state: 'queued',
      attempts: 0,
      reason: 'paused',
      nextAttemptAt: next.toISOString(),
    });
    const due = () => outgoing((messages) => messages.dueAt(account.id, 10));
    expect(await due()).toEqual([]);
    clock.advance({ seconds: 61 });
    expect(await due()).toEqual([{ id: messageId, ticketId }]);
    await claim(messageId);
    await outgoing((messages) => messages.markRetrying(messageId, '451 later', next));
    expect(await delivery(ticketId, messageId)).toMatchObject({ state: 'queued', attempts: 1, reason: '451 later' });
  });

  it('has one job for its next attempt, from the moment the attempt is shown, and a retry by hand brings it forward', async () => {
    const { messageId } = await aDueReply();
    const jobs = () =>
      asOrganisation(app, organisation.id, (tx) =>
        tx.query<{ queue: string; run_at: Date }>(
          `select q.queue_name as queue, j.run_at from graphile_worker._private_jobs j
             join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.key = $1`,
          [`deliver:${messageId}`],
        ),
      );
    await claim(messageId);
    const next = new Date(clock.now().getTime() + 3_600_000);
    await outgoing((messages) => messages.markRetrying(messageId, '451 later', next));
    expect(await jobs()).toEqual([{ queue: `deliver:${account.id}`, run_at: next }]);
    const retried = (await agent.post(`/api/messages/${messageId}/retry`)).as(messageShape);
    expect(retried.delivery).toMatchObject({ state: 'queued', nextAttemptAt: null });
    expect((await jobs()).every((job) => job.run_at < next)).toBe(true);
  });

  it('only moves forward, whatever order the news comes in', async () => {
    const { ticketId, messageId } = await aDueReply();
    await claim(messageId);
    await asOrganisation(app, organisation.id, (tx) => tx.query(`update messages set delivery_state = 'read' where id = $1`, [messageId]));
    await markSent(messageId, 'ours@klompen.test');
    await outgoing((messages) => messages.markFailed(messageId, 'late bounce'));
    await outgoing((messages) => messages.markRetrying(messageId, 'late retry', clock.now()));
    expect(await delivery(ticketId, messageId)).toMatchObject({ state: 'read', reason: null });
    expect((await see(ticketId)).ticket.hasFailedDelivery).toBe(false);
  });

  it('recognises our own message when a copy of it comes back', async () => {
    const { ticketId, messageId } = await aDueReply();
    await claimAs(messageId, 'ours@klompen.test');
    const copy = await receive(app, account, { externalId: 'ours@klompen.test', from: account.address });
    expect(copy).toMatchObject({ ticketId, messageId, duplicate: true });
    const forged = await receive(app, account, { externalId: 'ours@klompen.test', from: 'other@klant.test' });
    expect(forged.duplicate).toBe(false);
  });

  it('lets a customer answer what we sent, on the id we chose', async () => {
    const { ticketId, messageId } = await aDueReply();
    await claimAs(messageId, 'ours@klompen.test');
    expect(await receive(app, account, { references: ['ours@klompen.test'] })).toMatchObject({ ticketId, created: false });
  });
});

it('keeps a failure that the provider told of before we had noted the sending, and forgets it with the next attempt', async () => {
  const { ticketId, messageId } = await aDueReply();
  const told = (state: 'failed' | 'delivered', externalId: string) =>
    asOrganisation(app, organisation.id, (tx) =>
      app.app.get(OutgoingMessages).report(tx, account.id, { externalId, messageId, state, reason: 'Nobody there' }),
    );
  await claim(messageId);
  await told('failed', 'provider-1');
  await markSent(messageId, 'provider-1');
  expect(await delivery(ticketId, messageId)).toMatchObject({ state: 'failed', reason: 'Nobody there' });
  expect((await agent.post(`/api/messages/${messageId}/retry`)).status).toBe(200);
  await claim(messageId);
  await markSent(messageId, 'provider-2');
  expect(await delivery(ticketId, messageId)).toMatchObject({ state: 'sent' });
});
