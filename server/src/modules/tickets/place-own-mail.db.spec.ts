import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation, seeTicket } from './testing/look.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp({}, clock);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set(new Date());
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  await asOrganisation(app, organisation.id, (tx) => tx.query(`update channel_accounts set status = 'paused'`));
});

const see = (ticketId: string) => seeTicket(app, organisation.id, ticketId);
const setStatus = (id: string, status: string) => organisation.owner.patch(`/api/tickets/${id}`, { changes: { status } });
const first = (given = {}) => aTicket(app, account, { externalId: 'first@klant.test', ...given });
const answer = (given = {}) => receive(app, account, { references: ['first@klant.test'], ...given });

describe('what a colleague wrote in their own mail program', () => {
  it('counts as their answer', async () => {
    const { id } = await first();
    clock.advance({ minutes: 5 });
    const { email } = organisation.owner;
    const written = await answer({ direction: 'outbound', from: email, externalId: 'own@shop.test', text: 'Morgen bij u' });
    expect(written.ticketId).toBe(id);
    const { ticket, messages } = await see(id);
    expect(ticket).toMatchObject({ status: 'pending', waitingSince: null, lastDirection: 'outbound', assigneeId: organisation.owner.id });
    expect(messages.at(-1)).toMatchObject({
      direction: 'outbound',
      author: { agentId: organisation.owner.id, contactId: null },
      delivery: { state: 'sent' },
    });
    const again = await answer({ direction: 'outbound', from: email, externalId: 'own@shop.test', text: 'Morgen bij u' });
    expect(again).toMatchObject({ duplicate: true, messageId: written.messageId });
  });

  it('is no answer when it goes to others alone, whoever brought them in', async () => {
    const { id } = await first();
    const before = (await see(id)).ticket;
    clock.advance({ minutes: 5 });
    const supplier = { address: 'Leverancier@elders.test', name: '' };
    const toSupplier = {
      direction: 'outbound',
      from: organisation.owner.email,
      sender: { identity: { kind: 'email', value: 'leverancier@elders.test' }, name: '' },
      to: [supplier],
      replyRecipients: { to: [supplier], cc: [] },
      text: 'Kunnen jullie dit nakijken?',
    } as const;
    const unchanged = {
      status: 'open',
      waitingSince: before.waitingSince,
      assigneeId: null,
      preview: before.preview,
      lastDirection: 'inbound',
      lastMessageAt: before.lastMessageAt,
    };
    expect((await answer(toSupplier)).ticketId).toBe(id);
    expect((await see(id)).ticket).toMatchObject({ ...unchanged, messageCount: 2 });
    expect((await see(id)).messages.at(-1)).toMatchObject({ direction: 'outbound', text: 'Kunnen jullie dit nakijken?' });
    // Nor once the supplier has answered, nor where the waiting is worked out anew.
    clock.advance({ minutes: 5 });
    await answer({ from: supplier.address });
    clock.advance({ minutes: 5 });
    await answer(toSupplier);
    expect((await see(id)).ticket).toMatchObject({ status: 'open', waitingSince: before.waitingSince, assigneeId: null });
    await setStatus(id, 'solved');
    await setStatus(id, 'open');
    expect((await see(id)).ticket.waitingSince).toBe(before.waitingSince);
  });

  it('is an answer when it goes to whom the customer brought in', async () => {
    const partner = { address: 'partner@klant.test', name: '' };
    const { id } = await first({ cc: [partner] });
    clock.advance({ minutes: 5 });
    await answer({ direction: 'outbound', from: organisation.owner.email, replyRecipients: { to: [partner], cc: [] } });
    expect((await see(id)).ticket).toMatchObject({ status: 'pending', waitingSince: null });
  });

  it('is no answer to what the customer wrote later', async () => {
    const { id } = await first();
    const before = (await see(id)).ticket;
    const early = new Date(clock.now().getTime() - 60_000);
    await answer({ direction: 'outbound', from: 'info@klompen.test', fromName: 'Winkel', occurredAt: early });
    const { ticket, messages } = await see(id);
    expect(ticket).toMatchObject({ status: 'open', waitingSince: before.waitingSince, preview: before.preview });
    expect(messages[0]).toMatchObject({ author: { agentId: null, name: 'Winkel', address: 'info@klompen.test' } });
  });
});
