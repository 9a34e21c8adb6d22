import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { TicketIntake } from '../src/modules/tickets/public.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { failedOf, ticketsOf } from './support/mail-in.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

jest.setTimeout(60_000);

let dovecot: DovecotServer;
let app: TestApp;
let owner: ApiClient;
/** What the adapter hands in, in order. */
let handedIn: Parameters<TicketIntake['accept']>[1][];
beforeEach(async () => {
  [dovecot, app] = await Promise.all([startDovecot(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '1' })]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
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

function sentMail(id: string, { to, subject = 'Re: Vraag', headers = '' }: { to: string; subject?: string; headers?: string }): string {
  return [
    `From: Piet van de winkel <${MAILBOX.address}>`,
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
  await eventually(async () => (await rows()).length >= count, `${count} mails of the folder are dealt with`, 20_000);
  return (await rows()).map(({ state, reason }) => reason ?? state);
}

it('brings what a colleague sent from another program into its ticket, as outbound and once, and leaves the rest alone', async () => {
  await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test'));
  const [ticket] = await eventually(
    async () => {
      const found = await ticketsOf(owner);
      return found.length === 1 && found;
    },
    'the ticket',
    20_000,
  );

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
  await eventually(async () => (await ticketsOf(owner)).some(({ subject }) => subject === 'Tweede'), 'the second', 20_000);
  expect(await failedOf(owner)).toEqual([]);
  expect(ticket?.subject).toBe('Vraag');
  expect(await dovecot.connections(MAILBOX.address)).toBe(1);
});

it('knows its own answers among what was sent', async () => {
  await dovecot.deliver(MAILBOX.address, customerMail('vraag@klant.test'));
  const ticket = await eventually(async () => (await ticketsOf(owner))[0], 'the ticket', 20_000);
  const reply = { idempotencyKey: crypto.randomUUID(), html: '<p>Uit Balie</p>', to: [{ address: 'jan@klant.test', name: 'Jan' }] };
  expect((await owner.post(`/api/tickets/${ticket.id}/replies`, reply)).status).toBe(201);
  const sent = await eventually(() => dovecot.submitted[0], 'the answer is sent', 20_000);
  await dovecot.append(MAILBOX.address, 'Verzonden items', sent.raw.toString());
  expect(await endOf(1)).toEqual(['Balie sent it itself, or has it already.']);
  expect(handedIn.filter(({ direction }) => direction === 'outbound')).toEqual([]);
});
