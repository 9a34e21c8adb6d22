import { ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { hostile } from '../src/channels/email/testing/corpus/hostile.ts';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { failedOf, ticketsOf } from './support/mail-in.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let dovecot: DovecotServer;
let app: TestApp;
let owner: ApiClient;
beforeAll(async () => {
  [dovecot, app] = await Promise.all([startDovecot(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '3600' })]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  await dovecot.deliver(MAILBOX.address, customerMail('before@klant.test', { subject: 'Van voor het aansluiten' }));
  ({ owner } = await openShop(app.url, dovecot));
});
afterAll(async () => {
  await app.stop();
  await dovecot.stop();
});

const deliver = (id: string, mail: Parameters<typeof customerMail>[1]) => dovecot.deliver(MAILBOX.address, customerMail(id, mail));
const ticket = (subject: string) =>
  eventually(async () => (await ticketsOf(owner)).find((row) => row.subject === subject), `a ticket "${subject}"`);

it('turns a new mail into a ticket without being asked, and leaves it unread in the mailbox', async () => {
  await deliver('een@klant.test', { subject: 'Waar is mijn pakket?', from: 'Jan de Vries <jan@klant.test>' });
  expect(await ticket('Waar is mijn pakket?')).toMatchObject({
    status: 'open',
    contact: { name: 'Jan de Vries', address: 'jan@klant.test' },
  });
  const mails = await dovecot.mailsOf(MAILBOX.address);
  expect(mails.flatMap(({ flags }) => flags)).not.toContain('\\Seen');
});

it('brings nothing in from before the mailbox was connected', async () => {
  expect((await ticketsOf(owner)).map(({ subject }) => subject)).not.toContain('Van voor het aansluiten');
});

it('puts an answer into the ticket it answers, and a mail that only shares the subject into a new one', async () => {
  await deliver('vraag@klant.test', { subject: 'Retour' });
  const { id } = await ticket('Retour');
  await deliver('antwoord@klant.test', { subject: 'Heel iets anders', headers: 'References: <vraag@klant.test>' });
  await eventually(async () => (await ticketsOf(owner)).find((row) => row.id === id && row.messageCount === 2), 'the answer');
  await deliver('los@klant.test', { subject: 'Re: Retour', from: 'piet@klant.test' });
  expect((await ticket('Re: Retour')).id).not.toBe(id);
});

it('counts a mail that comes twice once, and a reused Message-ID with other words as another mail', async () => {
  const twice = customerMail('dhl@vervoerder.test', { subject: 'Uw zending' });
  await dovecot.deliver(MAILBOX.address, twice);
  await dovecot.deliver(MAILBOX.address, twice);
  await deliver('dhl@vervoerder.test', { subject: 'Uw andere zending', text: 'Iets anders' });
  await deliver('daarna@klant.test', { subject: 'Daarna' });
  await ticket('Daarna'); // Mail is handled in order: what came before has been.
  const subjects = (await ticketsOf(owner)).map(({ subject, messageCount }) => ({ subject, messageCount }));
  expect(subjects.filter(({ subject }) => subject.includes('zending'))).toEqual(
    expect.arrayContaining([
      { subject: 'Uw zending', messageCount: 1 },
      { subject: 'Uw andere zending', messageCount: 1 },
    ]),
  );
});

it('takes in what is made to hurt, each as a ticket, and an ordinary mail behind it', async () => {
  const worst = ['10,000 parts', 'parts 5,000 deep', '100,000 elements deep', '30,000 recipients', 'a zip bomb', 'HTML: mutation'];
  const mails = hostile.filter(({ name }) => worst.includes(name));
  expect(mails).toHaveLength(worst.length);
  for (const [nr, mail] of mails.entries()) {
    const raw = mail.make().toString('latin1').replace('Subject: Vraag', `Subject: Kwaad ${nr}`);
    await dovecot.deliver(MAILBOX.address, Buffer.from(raw, 'latin1'));
  }
  await deliver('erachter@klant.test', { subject: 'Gewoon, erachter', from: 'piet@klant.test' });
  await ticket('Gewoon, erachter');
  const bad = (await ticketsOf(owner)).filter(({ subject }) => subject.startsWith('Kwaad'));
  expect(bad.map(({ subject, contact }) => `${subject} ${contact.address}`).toSorted()).toEqual(
    worst.map((_name, nr) => `Kwaad ${nr} jan@klant.test`),
  );
  expect(await failedOf(owner)).toEqual([]);
  for (const { id } of bad) {
    // It opens, and what the console is given of it runs nothing.
    const { timeline } = (await owner.get(`/api/tickets/${id}`)).as(ticketDetail);
    const [message] = timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
    expect(message?.html).not.toMatch(/<script|<[^>]*\son\w+=/i);
  }
});

it('keeps the order in which a burst arrived', async () => {
  for (let nr = 1; nr <= 40; nr++) await deliver(`nr${nr}@klant.test`, { subject: `Nummer ${nr}`, from: `klant${nr}@klant.test` });
  await ticket('Nummer 40');
  const numbers = (await ticketsOf(owner))
    .filter(({ subject }) => subject.startsWith('Nummer '))
    .toSorted((a, b) => a.number - b.number)
    .map(({ subject }) => Number(subject.slice(7)));
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});
