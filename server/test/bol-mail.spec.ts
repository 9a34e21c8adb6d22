import { bolMailSettings } from '@balie/shared/contracts/bol-mail.ts';
import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { message, type PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UNDELIVERED } from '../src/channels/bol/testing/bol-fixtures.ts';
import { KLANTBERICHT, ORDER, rawMail } from '../src/channels/bol/testing/bol-mails.ts';
import type { FakeBolRelay } from '../src/channels/bol/testing/fake-bol-relay.ts';
import { AutomaticAnswers, SendingRules } from '../src/modules/tickets/public.ts';
import { inOrganisation } from '../src/platform/database/scope.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import type { ApiClient } from './support/api-client.ts';
import { BolShop } from './support/bol-shop.ts';
import { MAILBOX } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { ticketsOf } from './support/mail-in.ts';
import type { TestApp } from './support/test-app.ts';

let shop: BolShop;
let relay: FakeBolRelay;
let app: TestApp;
let owner: ApiClient;
let bolId: string;
beforeAll(async () => {
  shop = await BolShop.open();
  ({ relay, app, owner, bolId } = shop);
});
afterAll(() => shop.close());

const arrives = (raw: Buffer | string) => shop.deliver(raw);
const detailOf = (ticketId: string) => shop.detailOf(ticketId);
const messagesOf = (ticketId: string) => shop.messagesOf(ticketId);
const ticketAbout = (words: string) => shop.ticketAbout(words);
const asked = (order: string, question: string) => shop.asked(order, question);
const write = (ticketId: string, to: string, html: string, files: string[] = []) => shop.write(ticketId, to, html, files);
const passed = (words: string) => shop.passed(words);
const upload = (name: string, bytes = 20) => shop.upload(name, bytes);
const settings = async () => (await owner.get(`/api/channels/bol/accounts/${bolId}`)).as(bolMailSettings);

describe('a question at bol', () => {
  let ticket: PersonalRow;
  let address: string;

  it('becomes a ticket that says what it is about', async () => {
    ({ ticket, address } = await asked('1042823870', 'Wanneer komt mijn lamp?'));
    expect(ticket).toMatchObject({ channelKind: 'bol', channelAccountId: bolId, subject: 'Vraag over bestelling 1042823870' });
    const { marketplace, replyTo, contact } = await detailOf(ticket.id);
    expect(marketplace?.facts).toMatchObject({
      recognised: 'question',
      orderNumber: '1042823870',
      customerName: 'Jan de Vries',
      country: 'NL',
    });
    expect(replyTo.to).toEqual([{ address, name: 'Jan de Vries' }]);
    expect(contact.identities.map(({ kind }) => kind).sort()).toEqual(['bol_order', 'email']);
    const { items } = (await owner.get('/api/channel-accounts')).as(page(channelAccount));
    expect(items.find(({ id }) => id === bolId)).toMatchObject({
      status: 'connected',
      capabilities: { automaticReplies: { allowed: false } },
    });
  });

  it('is answered through the relay, with nothing added', async () => {
    await owner.patch('/api/me', { signatureHtml: '<p>Koop ook onze lampen!</p>' });
    expect((await write(ticket.id, address, '<p>Morgen wordt hij bezorgd.</p>')).status).toBe(201);
    const { mail, relay: to, raw, subject } = await passed('Morgen wordt hij bezorgd.');
    expect([to, mail.from?.address]).toEqual([address, MAILBOX.address]);
    expect(subject).toBe('Re: Vraag over bestelling 1042823870');
    expect(raw).not.toMatch(/^(?:Reply-To|Auto-Submitted):/im);
    expect(raw).not.toContain('Koop ook');
    expect(mail.inReplyTo).toMatch(/@mail\.bol\.com>$/);
  });

  it('knows its own copy among the sent mail, and adds what a colleague sent from a mail program', async () => {
    const sent = await passed('Morgen wordt hij bezorgd.');
    await shop.dovecot.append(MAILBOX.address, 'Sent', sent.raw);
    const other = sent.raw.replace(/^Message-ID:.*$/im, 'Message-ID: <elders@winkel.test>').replaceAll('Morgen wordt', 'Overmorgen wordt');
    await shop.dovecot.append(MAILBOX.address, 'Sent', other);
    const outbound = async () => (await messagesOf(ticket.id)).filter(({ direction }) => direction === 'outbound');
    await eventually(async () => (await outbound()).some(({ text }) => text.includes('Overmorgen')), 'the mail from elsewhere');
    // Read in order: the copy has been looked at before.
    const words = (await outbound()).map(({ text }) => text.split('\n')[0]);
    expect(words.sort()).toEqual(['Morgen wordt hij bezorgd.', 'Overmorgen wordt hij bezorgd.']);
  });

  it('goes on in the same ticket when the customer answers, also from a new address', async () => {
    await arrives(relay.answer(await passed('Morgen'), 'Fijn, dank u wel!').raw);
    await eventually(async () => (await messagesOf(ticket.id)).some(({ text }) => text === 'Fijn, dank u wel!'), 'the answer');
    const anew = relay.answer(await passed('Morgen'), 'Nog een vraag: welke vervoerder?', { anew: true });
    await arrives(anew.raw);
    await eventually(async () => (await messagesOf(ticket.id)).some(({ text }) => text.startsWith('Nog een vraag')), 'the other answer');
    const { ticket: row, replyTo, timeline } = await detailOf(ticket.id);
    expect(row.status).toBe('open');
    expect(replyTo.to[0]?.address).toBe(anew.relay);
    expect(timeline.items.every((item) => item.kind !== 'message' || !item.message.fromStranger)).toBe(true);
  });

  it('takes a second question about the same order into the same ticket, one about another into another', async () => {
    await arrives(relay.ask({ order: '1042823870', question: 'En zit er een lampje bij?' }).raw);
    await eventually(async () => (await messagesOf(ticket.id)).some(({ text }) => text.includes('lampje')), 'the second question');
    const other = await asked('A2K8290LP8', 'Mijn stoel is kapot');
    expect(other.ticket.id).not.toBe(ticket.id);
    expect(other.ticket.contact.id).not.toBe(ticket.contact.id);
    expect(other.ticket.contact.name).toBe(ticket.contact.name);
  });

  it('begins a new ticket after one that is closed', async () => {
    await owner.patch(`/api/tickets/${ticket.id}`, { changes: { status: 'closed' } });
    const again = await asked('1042823870', 'Toch nog iets over die lamp');
    expect(again.ticket.id).not.toBe(ticket.id);
    await arrives(relay.ask({ order: '1042823870', question: 'En nog wat' }).raw);
    await eventually(async () => (await messagesOf(again.ticket.id)).some(({ text }) => text.includes('En nog wat')), 'it goes on there');
  });
});

describe('what bol does not take', () => {
  it('is refused in words before it is sent: files, sizes, strangers', async () => {
    const { ticket, address } = await asked('2000000001', 'Krijg ik een handleiding?');
    const before = relay.passedOn.length;
    const refused = async (answer: ReturnType<typeof write>) => {
      const { status, body } = await answer;
      expect([status, (body as { code: string }).code]).toEqual([422, 'sending_refused']);
      return (body as { detail: string }).detail;
    };
    expect(await refused(write(ticket.id, address, '<p>Hier</p>', [await upload('handleiding.exe')]))).toContain('handleiding.exe');
    expect(await refused(write(ticket.id, address, '<p>Hier</p>', [await upload('groot.pdf', 9 * 1024 * 1024)]))).toContain('8 MB');
    expect(await refused(write(ticket.id, 'jan@klant.test', '<p>Hier</p>'))).toContain('jan@klant.test');
    const { rules } = await settings();
    await owner.patch(`/api/channels/bol/accounts/${bolId}`, { rules: { ...rules, links: false } });
    expect(await refused(write(ticket.id, address, '<p>Zie <a href="https://winkel.test/x">hier</a></p>'))).toContain(
      'https://winkel.test/x',
    );
    await owner.patch(`/api/channels/bol/accounts/${bolId}`, { rules: { ...rules, links: true } });
    expect((await write(ticket.id, address, '<p>Bijgevoegd</p>', [await upload('handleiding.pdf')])).status).toBe(201);
    const { mail } = await passed('Bijgevoegd');
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['handleiding.pdf']);
    expect(relay.passedOn.length).toBe(before + 1);
  });

  it('is refused when the mailbox sends from another address than bol knows', async () => {
    const { ticket, address } = await asked('2000000002', 'Is dit echt leer?');
    await owner.patch(`/api/channels/bol/accounts/${bolId}`, { contactAddress: 'bol@winkel.test' });
    const { status, body } = await write(ticket.id, address, '<p>Ja</p>');
    expect([status, (body as { detail: string }).detail]).toEqual([422, expect.stringMatching(/bol@winkel\.test.*service@winkel\.test/)]);
    await owner.patch(`/api/channels/bol/accounts/${bolId}`, { contactAddress: MAILBOX.address });
  });

  it('says in plain words why an answer did not get through', async () => {
    const { ticket, address } = await asked('2000000003', 'Hoe breed is hij?');
    relay.end(address);
    await write(ticket.id, address, '<p>Een meter.</p>');
    const failed = await eventually(
      async () => (await messagesOf(ticket.id)).find(({ delivery }) => delivery.state === 'failed'),
      'the answer fails',
    );
    expect(failed.delivery.reason).toMatch(/^bol does not pass on to this customer any more.*expired/s);
    const other = await asked('2000000004', 'En hoe hoog?');
    relay.contactAddress = 'anders@winkel.test';
    await write(other.ticket.id, other.address, '<p>Twee meter.</p>');
    const unknown = await eventually(
      async () => (await messagesOf(other.ticket.id)).find(({ delivery }) => delivery.state === 'failed'),
      'the other fails',
    );
    expect(unknown.delivery.reason).toContain('does not know service@winkel.test as your contact address');
    relay.contactAddress = MAILBOX.address;
  });

  it('marks an answer that bol writes it did not pass on', async () => {
    const { ticket, address } = await asked(ORDER.replace('0', '1'), 'Welke kleur is het?');
    await write(ticket.id, address, '<p>Groen.</p>');
    const { mail } = await passed('Groen.');
    await arrives(UNDELIVERED((mail.messageId ?? '').replace(/[<>]/g, '')));
    const failed = await eventually(
      async () => (await messagesOf(ticket.id)).find(({ delivery }) => delivery.state === 'failed'),
      'the answer is marked',
    );
    expect(failed.delivery).toMatchObject({
      bounce: { address: KLANTBERICHT },
      reason: expect.stringContaining('does not pass on to this customer any more'),
    });
  });
});

describe('the guard', () => {
  it('lets no machine answer over bol, and tells so on the timeline, once', async () => {
    const { ticket, address } = await asked('2000000005', 'Is er garantie?');
    const before = relay.passedOn.length;
    const [question] = await messagesOf(ticket.id);
    const answers = app.app.get(AutomaticAnswers, { strict: false });
    const rows = await app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<{ id: string }>('select id from organisations'));
    const scope = rows[0]?.id ?? '';
    const queue = () =>
      inOrganisation(scope, () =>
        app.app.get(UnitOfWork).run(async (tx) => {
          const about = await answers.about(tx, question?.id ?? '');
          if (!about) throw new Error('The question is gone');
          await answers.queue(tx, about, { html: '<p>We zijn gesloten</p>', text: 'We zijn gesloten' }, new Set());
        }),
      );
    await queue();
    await queue();
    const { timeline } = await detailOf(ticket.id);
    const told = timeline.items.filter((item) => item.kind === 'activity' && item.activity.type === 'automatic_refused');
    expect(told).toHaveLength(1);
    expect(timeline.items.some((item) => item.kind === 'message' && item.message.direction === 'outbound')).toBe(false);
    expect(relay.passedOn.length).toBe(before);
    const rules = app.app.get(SendingRules, { strict: false });
    expect(rules.mayAnswerAutomatically({ kind: 'bol' })).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('service norms'),
    });
    expect(rules.mayAnswerAutomatically({ kind: 'email', to: address })).toMatchObject({ allowed: false });
    expect(rules.mayAnswerAutomatically({ kind: 'email', to: 'jan@klant.test' })).toEqual({ allowed: true });
  });
});

describe('a mail that no pattern knows', () => {
  it('is marked, taught, and goes over to bol; or is left', async () => {
    const unknown = rawMail({
      from: 'bol <service@partner.bol.com>',
      replyTo: KLANTBERICHT,
      subject: 'Een koper wil iets weten (2000000006)',
      text: 'Koper: Els\r\nHij vraagt: past dit in de vaatwasser?',
    });
    await arrives(unknown);
    const { id, channelKind } = await ticketAbout('vaatwasser');
    expect(channelKind).toBe('email');
    const [mail] = await messagesOf(id);
    expect(mail?.marketplace?.recognised).toBe('unrecognised');
    const pattern = {
      kind: 'question',
      name: 'Koper wil iets weten',
      from: ['bol.com'],
      subject: ['een koper wil iets weten'],
      read: [
        { field: 'orderNumber', in: 'subject', as: 'order' },
        { field: 'customerName', in: 'body', after: ['^koper'], as: 'line' },
        { field: 'question', in: 'body', after: ['hij vraagt'], as: 'text' },
      ],
    };
    const tried = await owner.post('/api/channels/bol/patterns/try', { pattern, mail: { messageId: mail?.id } });
    expect(tried.body).toMatchObject({
      matches: true,
      read: { orderNumber: '2000000006', customerName: 'Els', question: 'past dit in de vaatwasser?' },
    });
    expect((await owner.put('/api/channels/bol/patterns', { key: 'koper', pattern })).status).toBe(200);
    const again = await owner.post(`/api/channels/bol/messages/${mail?.id}/read-again`);
    expect(again.as(message)).toMatchObject({
      channelKind: 'bol',
      text: 'past dit in de vaatwasser?',
      marketplace: { recognised: 'question', pattern: { key: 'koper', version: 1 } },
    });
    expect(await detailOf(id)).toMatchObject({
      ticket: { channelKind: 'bol', contact: { name: 'Els' } },
      replyTo: { to: [{ address: KLANTBERICHT }] },
    });
    expect((await owner.post('/api/channels/bol/patterns/reset', { key: 'koper' })).status).toBe(200);

    await arrives(rawMail({ from: 'bol <nieuws@partner.bol.com>', subject: 'Ons magazijn', text: 'Kom kijken in Waalwijk' }));
    const [other] = await messagesOf((await ticketAbout('Waalwijk')).id);
    expect((await owner.post(`/api/messages/${other?.id}/leave`)).as(message).marketplace?.recognised).toBe('left');
    expect((await owner.post(`/api/channels/bol/messages/${other?.id}/read-again`)).status).toBe(409);
  });
});

it('sends a test question through the mailbox and sees it come in, without a ticket', async () => {
  const before = (await ticketsOf(owner)).length;
  expect((await owner.post(`/api/channels/bol/accounts/${bolId}/test`)).as(bolMailSettings).test).toMatchObject({ seenAt: null });
  const sent = await eventually(() => relay.passedOn.find(({ subject }) => subject.includes('testvraag')), 'the test left');
  await arrives(sent.raw);
  await eventually(async () => (await settings()).test?.seenAt !== null, 'the test is seen');
  expect((await ticketsOf(owner)).length).toBe(before);
});
