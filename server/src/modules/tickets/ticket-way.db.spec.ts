import { ticketAndMessage, ticketDetail, undoneReply } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { aReply } from './testing/writing.ts';

const PHONE = '+31612345678';
let app: TestApp;
let shop: FoundedOrganisation;
let mailbox: TestChannelAccount;
let number: TestChannelAccount;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({ BALIE_UNDO_SECONDS: '60' });
});
afterAll(() => app.stop());
beforeEach(async () => {
  shop = await aFoundedOrganisation(app);
  mailbox = await aChannelAccount(app, shop);
  number = await aChannelAccount(app, shop, { kind: 'whatsapp', address: '+31850000000' });
  agent = await aColleague(app, { organisationId: shop.id });
  // They wrote there an hour ago, in a conversation that is over.
  await asOrganisation(app, shop.id, (tx) =>
    tx.query(
      `insert into reply_windows (organisation_id, channel_account_id, address, heard_at) values ($1, $2, $3, now() - interval '1 hour')`,
      [shop.id, number.id, PHONE],
    ),
  );
});

const see = async (id: string) => (await agent.get(`/api/tickets/${id}`)).as(ticketDetail);
/** A question by mail of somebody whose number we have. */
async function aMailTicket(): Promise<string> {
  const { id } = await aTicket(app, mailbox);
  const { contact } = await see(id);
  expect((await agent.post(`/api/contacts/${contact.id}/identities`, { kind: 'phone', value: PHONE })).status).toBeLessThan(300);
  return id;
}
const byNumber = () => aReply({ channelAccountId: number.id, to: [{ address: PHONE, name: 'Jan' }] });
const chats = (text: string) =>
  receive(app, number, {
    channelKind: 'whatsapp',
    text,
    subject: '',
    bySender: true,
    sender: { identity: { kind: 'phone', value: PHONE }, name: 'Jan' },
    from: PHONE,
    replyRecipients: { to: [{ address: PHONE, name: 'Jan' }], cc: [] },
  });

describe('an answer by another channel', () => {
  it('leaves by it, and takes the ticket along', async () => {
    const id = await aMailTicket();
    const { ticket, message } = (await agent.post(`/api/tickets/${id}/replies`, byNumber())).as(ticketAndMessage);
    expect(ticket).toMatchObject({ channelAccountId: number.id, channelKind: 'whatsapp' });
    expect(message).toMatchObject({ channelKind: 'whatsapp', from: { address: '+31850000000' }, to: [{ address: PHONE }] });
    const seen = await see(id);
    expect(seen.replyTo.to).toMatchObject([{ address: PHONE }]);
    expect(seen.heardFrom).toEqual({ [number.id]: { [PHONE]: expect.any(String) } });
    const jobs = await asOrganisation(app, shop.id, (tx) =>
      tx.query<{ queue_name: string }>('select queue_name from graphile_worker.jobs where key = $1', [`deliver:${message.id}`]),
    );
    expect(jobs).toEqual([{ queue_name: `deliver:${number.id}` }]);
  });

  it('leaves by mail under a subject that says something, where the ticket is called after a number', async () => {
    const { ticketId } = await receive(app, number, { channelKind: 'whatsapp', subject: '+31 6 12345678', from: PHONE });
    const sent = async () =>
      (await agent.post(`/api/tickets/${ticketId}/replies`, aReply({ channelAccountId: mailbox.id }))).as(ticketAndMessage).message.subject;
    expect(await sent()).toMatch(/^Je vraag aan /);
    const [row] = await asOrganisation(app, shop.id, (tx) =>
      tx.query<{ reply_token: string }>('select reply_token from tickets where id = $1', [ticketId]),
    );
    await receive(app, mailbox, { token: row?.reply_token ?? '', subject: '12345' });
    expect(await sent()).toBe('12345');
  });

  it('taken back, leaves the ticket on its old way and the draft on the new one', async () => {
    const id = await aMailTicket();
    const { message } = (await agent.post(`/api/tickets/${id}/replies`, byNumber())).as(ticketAndMessage);
    const { ticket, draft } = (await agent.post(`/api/messages/${message.id}/undo`)).as(undoneReply);
    expect(ticket).toMatchObject({ channelAccountId: mailbox.id, channelKind: 'email' });
    expect(draft.content).toMatchObject({ channelAccountId: number.id, to: [{ address: PHONE }] });
    expect((await see(id)).replyTo.to).toMatchObject([{ address: 'jan@klant.test' }]);
  });

  it('goes to nobody but the customer of the ticket', async () => {
    const id = await aMailTicket();
    const wrong = { ...byNumber(), to: [{ address: '+31687654321', name: 'Een ander' }] };
    expect((await agent.post(`/api/tickets/${id}/replies`, wrong)).code).toBe('invalid_recipient');
    expect((await see(id)).ticket).toMatchObject({ channelKind: 'email', messageCount: 1 });
  });

  it('does not leave by a channel of another shop, of another organisation, or one that was removed', async () => {
    const id = await aMailTicket();
    const second = (await shop.owner.post('/api/shops', { name: 'Tweede winkel' })).body as { id: string };
    const otherShop = await aChannelAccount(app, shop, { shopId: second.id });
    const stranger = await aChannelAccount(app, await aFoundedOrganisation(app));
    await asOrganisation(app, shop.id, (tx) => tx.query('update channel_accounts set removed_at = now() where id = $1', [number.id]));
    const code = async (channelAccountId: string) =>
      (await agent.post(`/api/tickets/${id}/replies`, { ...byNumber(), channelAccountId })).code;
    expect(await code(otherShop.id)).toBe('way_of_another_shop');
    expect(await code(stranger.id)).toBe('not_found');
    expect(await code(number.id)).toBe('channel_disconnected');
    expect((await see(id)).ticket).toMatchObject({ channelKind: 'email', messageCount: 1 });
  });
});

describe('the customer', () => {
  it('who goes on by the channel of the answer, comes into the same ticket', async () => {
    const id = await aMailTicket();
    await agent.post(`/api/tickets/${id}/replies`, byNumber());
    expect(await chats('Dank, dat is duidelijk.')).toMatchObject({ ticketId: id, created: false });
  });

  it('who goes back to the channel they came by, is answered there', async () => {
    const id = await aMailTicket();
    // A newer conversation of theirs that never left the mail.
    await receive(app, mailbox, { subject: 'Iets anders' });
    await agent.post(`/api/tickets/${id}/replies`, byNumber());
    const [row] = await asOrganisation(app, shop.id, (tx) =>
      tx.query<{ reply_token: string }>('select reply_token from tickets where id = $1', [id]),
    );
    await receive(app, mailbox, { token: row?.reply_token ?? '' });
    const { ticket, replyTo } = await see(id);
    expect(ticket).toMatchObject({ channelAccountId: mailbox.id, channelKind: 'email', status: 'open' });
    expect(replyTo.to).toMatchObject([{ address: 'jan@klant.test' }]);
    expect(await chats('Ben je er nog?')).toMatchObject({ ticketId: id });
    expect((await see(id)).ticket.channelKind).toBe('whatsapp');
  });

  it('stays where they are when somebody else writes into the ticket, or a machine does', async () => {
    const id = await aMailTicket();
    await agent.post(`/api/tickets/${id}/replies`, byNumber());
    const [row] = await asOrganisation(app, shop.id, (tx) =>
      tx.query<{ reply_token: string }>('select reply_token from tickets where id = $1', [id]),
    );
    await receive(app, mailbox, { token: row?.reply_token ?? '', nature: 'automatic' });
    await receive(app, mailbox, { token: row?.reply_token ?? '', from: 'vreemde@elders.test', fromName: 'Vreemde' });
    expect((await see(id)).ticket.channelKind).toBe('whatsapp');
  });
});
