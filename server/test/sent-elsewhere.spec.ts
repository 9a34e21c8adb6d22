import { me } from '@balie/shared/contracts/people.ts';
import { type Message, type TicketRow, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { TicketIntake } from '../src/modules/tickets/public.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { failedOf, ticketsOf } from './support/mail-in.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let dovecot: DovecotServer;
let app: TestApp;
let owner: ApiClient;
/** What the adapter hands in, in order. */
let handedIn: Parameters<TicketIntake['accept']>[1][];
beforeEach(async () => {
  [dovecot, app] = await Promise.all([startDovecot(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '1' })]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  await dovecot.addUser('sanne@winkel.test', 'geheim');
  await dovecot.append(MAILBOX.address, 'Verzonden items', sentMail('lang-geleden@winkel.test', { to: 'jan@klant.test' }));
  ({ owner } = await openShop(app.url, dovecot));
  handedIn = [];
  const intake = app.app.get(TicketIntake);
  const accept = intake.accept.bind(intake);
  jest.spyOn(intake, 'accept').mockImplementation((tx, message) => {
    handedIn.push(message);
    return accept(tx, message);
  });
});
afterEach(async () => {
  await app.stop();
  await dovecot.stop();
});

const FROM = `Piet van de winkel <${MAILBOX.address}>`;
function sentMail(id: string, { to, subject = 'Re: Vraag', headers = '', from = FROM }: Record<string, string> & { to: string }): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    `Date: ${new Date().toUTCString()}`,
    ...(headers ? [headers] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Vanaf mijn telefoon: hij komt eraan.',
    '',
  ].join('\r\n');
}
/** How raw mail of the folder ended: its state and reason. */
async function endOf(count: number): Promise<string[]> {
  const rows = () =>
    app.app
      .get(UnitOfWork)
      .system('housekeeping', (tx) =>
        tx.query<{ state: string; reason: string | null }>(
          `select state, reason from raw_messages where external_key like 'sent.%' and state <> 'pending' order by created_at, id`,
        ),
      );
  await eventually(async () => (await rows()).length >= count, `${count} mails of the folder are dealt with`);
  return (await rows()).map(({ state, reason }) => reason ?? state);
}

it('brings what a colleague sent from another program into its ticket, as outbound and once, and leaves the rest alone', async () => {
  await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test'));
  const [ticket] = await eventually(async () => {
    const found = await ticketsOf(owner);
    return found.length === 1 && found;
  }, 'the ticket');

  const answer = sentMail('antwoord@outlook.test', { to: 'Jan Klant <Jan@klant.test>', headers: 'In-Reply-To: <vraag@klant.test>' });
  await dovecot.append(MAILBOX.address, 'Verzonden items', answer);
  await dovecot.append(MAILBOX.address, 'Verzonden items', sentMail('prive@outlook.test', { to: 'tante@familie.test', subject: 'Zondag' }));
  await dovecot.append(MAILBOX.address, 'Verzonden items', sentMail('zelf@outlook.test', { to: MAILBOX.address, subject: 'Boodschappen' }));
  expect(await endOf(3)).toEqual(['done', 'Sent outside Balie, to nobody who is known here.', 'Sent to nobody but ourselves.']);
  const outbound = handedIn.filter(({ direction }) => direction === 'outbound');
  expect(outbound).toHaveLength(1);
  expect(outbound[0]).toMatchObject({
    externalId: 'antwoord@outlook.test',
    thread: { references: ['vraag@klant.test'] },
    sender: { identity: { kind: 'email', value: 'jan@klant.test' }, name: 'Jan Klant' },
    from: { address: MAILBOX.address },
    text: 'Vanaf mijn telefoon: hij komt eraan.',
    replyRecipients: { to: [{ address: 'Jan@klant.test', name: 'Jan Klant' }], cc: [] },
  });

  // The same mail again: still once.
  await dovecot.append(MAILBOX.address, 'Verzonden items', answer);
  expect((await endOf(4)).at(-1)).toBe('Balie sent it itself, or has it already.');
  // To somebody known, without a thread.
  await dovecot.append(MAILBOX.address, 'Verzonden items', sentMail('nieuw@outlook.test', { to: 'jan@klant.test', subject: 'Nog iets' }));
  expect((await endOf(5)).at(-1)).toBe('done');
  // Mail to the inbox comes in as ever.
  await dovecot.deliver(MAILBOX.address, customerMail('tweede@klant.test', { subject: 'Tweede', from: 'kim@klant.test' }));
  await eventually(async () => (await ticketsOf(owner)).some(({ subject }) => subject === 'Tweede'), 'the second');
  expect(await failedOf(owner)).toEqual([]);
  expect(ticket?.subject).toBe('Vraag');
  expect(await dovecot.connections(MAILBOX.address)).toBe(1);
});

it("counts as an answer, under the colleague's name when the address is theirs, and is told at once", async () => {
  await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test'));
  const { id } = await eventually(async () => (await ticketsOf(owner))[0], 'the ticket');
  const socket = await owner.openSocket();
  await socket.emitWithAck('join', { room: 'ticket', id });
  const told: Message[] = [];
  socket.on('message.changed', ({ message }) => told.push(message));
  const rows: TicketRow[] = [];
  socket.on('ticket.changed', ({ ticket }) => rows.push(ticket));
  const send = (name: string, from: string) =>
    dovecot.append(
      MAILBOX.address,
      'Verzonden items',
      sentMail(`${name}@outlook.test`, { to: 'Jan <jan@klant.test>', headers: 'In-Reply-To: <vraag@klant.test>', from }),
    );
  await send('winkel', FROM);
  await eventually(() => told.length === 1, 'the answer of the shop');
  await eventually(() => rows.at(-1)?.status === 'pending', 'the row');
  expect(rows.at(-1)).toMatchObject({ id, waitingSince: null, lastDirection: 'outbound', messageCount: 2, assigneeId: null });
  await send('sanne', 'Sanne mobiel <Sanne@winkel.test>');
  await eventually(() => told.length === 2, 'the answer of a colleague');
  socket.close();
  const { agent } = (await owner.get('/api/me')).as(me);
  const { ticket, timeline } = (await owner.get(`/api/tickets/${id}`)).as(ticketDetail);
  const messages = timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  expect(messages.map(({ direction, author: { agentId, name } }) => ({ direction, agentId, name }))).toEqual([
    { direction: 'inbound', agentId: null, name: 'Jan Klant' },
    { direction: 'outbound', agentId: null, name: 'Piet van de winkel' },
    { direction: 'outbound', agentId: agent.id, name: agent.name },
  ]);
  expect(messages.slice(1)).toMatchObject([{ delivery: { state: 'sent' } }, { delivery: { state: 'sent' } }]);
  expect(told.map((message) => message.id)).toEqual(messages.slice(1).map((message) => message.id));
  expect(ticket).toMatchObject({ status: 'pending', waitingSince: null, assigneeId: agent.id, messageCount: 3 });

  // The customer answers the colleague: that waits, like any answer.
  await dovecot.deliver(MAILBOX.address, customerMail('weer@klant.test', { headers: 'In-Reply-To: <sanne@outlook.test>' }));
  await eventually(async () => (await ticketsOf(owner))[0]?.messageCount === 4, 'the answer of the customer');
  const [after] = await ticketsOf(owner);
  expect(after).toMatchObject({ id, status: 'open' });
  expect(after?.waitingSince).not.toBeNull();
});

it('takes nothing in that a machine sent over the mailbox, least of all a link that opens an account', async () => {
  await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test'));
  await eventually(async () => (await ticketsOf(owner))[0], 'the ticket');
  // The colleague is known as a customer, too.
  await dovecot.deliver(MAILBOX.address, customerMail('ook@klant.test', { from: 'sanne@winkel.test' }));
  await eventually(async () => (await ticketsOf(owner)).length === 2, 'the ticket of the colleague');
  expect((await owner.post('/api/password-resets', { email: 'sanne@winkel.test' })).status).toBeLessThan(300);
  const reset = (await eventually(() => dovecot.submitted[0], 'the link is mailed')).raw.toString();
  expect(reset).toContain('/reset-password/');
  await dovecot.append(MAILBOX.address, 'Verzonden items', reset);
  // A provider may put a Message-ID of its own in place of ours.
  await dovecot.append(MAILBOX.address, 'Verzonden items', reset.replace(/^Message-ID:.*$/im, 'Message-ID: <eigen@provider.test>'));
  // And the program that sends it may have said nothing of the kind.
  await dovecot.append(MAILBOX.address, 'Verzonden items', reset.replace(/^(?:Auto-Submitted|X-Auto-Response-Suppress):.*\r\n/gim, ''));
  // To the shared mailbox itself.
  await dovecot.deliver(MAILBOX.address, reset);
  expect(await endOf(3)).toEqual([
    'Balie itself sent it, to one person alone.',
    'A machine sent it.',
    'Balie itself sent it, to one person alone.',
  ]);
  await dovecot.deliver(MAILBOX.address, customerMail('laatste@klant.test', { subject: 'Laatste' }));
  await eventually(async () => (await ticketsOf(owner)).some(({ subject }) => subject === 'Laatste'), 'what came after it');
  expect(await ticketsOf(owner)).toHaveLength(3);
  expect(handedIn.filter(({ text }) => text.includes('reset-password'))).toEqual([]);
});

it('knows its own answers among what was sent', async () => {
  await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test'));
  const ticket = await eventually(async () => (await ticketsOf(owner))[0], 'the ticket');
  const reply = { idempotencyKey: crypto.randomUUID(), html: '<p>Uit Balie</p>', to: [{ address: 'jan@klant.test', name: 'Jan' }] };
  expect((await owner.post(`/api/tickets/${ticket.id}/replies`, reply)).status).toBe(201);
  const sent = await eventually(() => dovecot.submitted[0], 'the answer is sent');
  await dovecot.append(MAILBOX.address, 'Verzonden items', sent.raw.toString());
  expect(await endOf(1)).toEqual(['Balie sent it itself, or has it already.']);
  expect(handedIn.filter(({ direction }) => direction === 'outbound')).toEqual([]);
});
