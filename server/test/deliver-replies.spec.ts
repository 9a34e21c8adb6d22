import { randomUUID } from 'node:crypto';
import { channelAccount, emailSettings } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { failedDeliveryPage } from '@balie/shared/contracts/ticket-lists.ts';
import { type Message, ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { type DovecotServer, startDovecot } from '../src/channels/email/testing/dovecot.ts';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import type { ApiClient } from './support/api-client.ts';
import { customerMail, MAILBOX, openShop } from './support/connected-shop.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let dovecot: DovecotServer;
let sink: SmtpSink;
let app: TestApp;
let owner: ApiClient;
let accountId: string;
beforeAll(async () => {
  [dovecot, sink, app] = await Promise.all([startDovecot(), SmtpSink.start(), startTestApp({ BALIE_MAIL_POLL_SECONDS: '2' })]);
  await dovecot.addUser(MAILBOX.address, MAILBOX.password);
  sink.passwords.set(MAILBOX.address, MAILBOX.password);
  ({ owner, accountId } = await openShop(app.url, { imapPort: dovecot.imapPort, smtpPort: sink.port }));
});
afterEach(() => {
  sink.behaviour = { kind: 'accept' };
  sink.unknownRecipients.clear();
});
afterAll(async () => {
  await app.stop();
  await Promise.all([dovecot.stop(), sink.stop()]);
});

let mails = 0;
/** A customer writes; the ticket it becomes. */
async function aTicket(subject = `Vraag ${++mails}`): Promise<string> {
  await dovecot.deliver(MAILBOX.address, customerMail(`${randomUUID()}@klant.test`, { subject }));
  return eventually(async () => {
    const { rows } = await ask(`select id from tickets where subject = $1`, [subject]);
    return rows[0]?.id;
  }, `a ticket "${subject}"`);
}
async function reply(ticketId: string, text: string): Promise<string> {
  const request = { idempotencyKey: randomUUID(), html: `<p>${text}</p>`, to: [{ address: 'jan@klant.test', name: 'Jan' }] };
  return (await owner.post(`/api/tickets/${ticketId}/replies`, request)).as(ticketAndMessage).message.id;
}
async function messageOf(ticketId: string, messageId: string): Promise<Message> {
  const { timeline } = (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
  const found = timeline.items.flatMap((item) => (item.kind === 'message' && item.message.id === messageId ? [item.message] : []))[0];
  if (!found) throw new Error('The message is not in the timeline');
  return found;
}
/** Waits until the delivery of the message looks like this, and tells it. */
function delivery(ticketId: string, messageId: string, state: Message['delivery']['state'], reason?: RegExp): Promise<Message['delivery']> {
  return eventually(
    async () => {
      const { delivery: now } = await messageOf(ticketId, messageId);
      return now.state === state && (reason === undefined || reason.test(now.reason ?? '')) ? now : undefined;
    },
    `the message is ${state} ${reason ?? ''}`,
  );
}
async function ask(sql: string, values: unknown[]): Promise<{ rows: { id: string }[] }> {
  const records = await app.database.dataSource.transaction(async (manager) => {
    await manager.query(`set local balie.system_scope = 'on'`);
    return manager.query<{ id: string }[]>(sql, values);
  });
  return { rows: records };
}
const sentWith = (text: string) => sink.mails.filter(({ raw }) => raw.toString().includes(text));

it('sends a reply under the shop’s name, threaded under the customer’s mail', async () => {
  const ticketId = await aTicket('Lamp kapot');
  const id = await reply(ticketId, 'U krijgt een nieuwe lamp.');
  expect(await delivery(ticketId, id, 'sent')).toMatchObject({ attempts: 1, reason: null, nextAttemptAt: null });
  const [sent] = sentWith('U krijgt een nieuwe lamp.');
  const mail = await PostalMime.parse(sent?.raw ?? '');
  expect(mail.from).toMatchObject({ address: MAILBOX.address, name: 'Sanne de Vries | De Lampenwinkel' });
  expect(mail.subject).toBe('Re: Lamp kapot');
  expect(mail.inReplyTo).toMatch(/^<.+@klant\.test>$/);
  expect(mail.references).toBe(mail.inReplyTo);
});

it('keeps a copy among the sent mail: the bytes that were sent, read, once', async () => {
  const ticketId = await aTicket();
  const id = await reply(ticketId, 'Hiervan blijft een kopie.');
  await delivery(ticketId, id, 'sent');
  const copies = async () => {
    const mails = await dovecot.mailsOf(MAILBOX.address, 'Sent').catch(() => []);
    return mails.filter(({ raw }) => raw.includes('Hiervan blijft een kopie.'));
  };
  const [copy] = await eventually(async () => {
    const found = await copies();
    return found.length > 0 && found;
  }, 'the copy');
  expect(copy?.flags).toContain('\\Seen');
  expect(copy?.raw.toString().trimEnd()).toBe(sentWith('Hiervan blijft een kopie.')[0]?.raw.toString().trimEnd());

  // As after a crash between the copy and its mark.
  await ask('update messages set copy_due = true where id = $1 returning id', [id]);
  const second = await reply(ticketId, 'En hiervan ook.');
  await delivery(ticketId, second, 'sent');
  await eventually(async () => (await ask('select id from messages where copy_due', [])).rows.length === 0, 'all copies are kept');
  expect(await copies()).toHaveLength(1);
});

it('keeps no copy where the owner does not want one, and again where the provider needs it', async () => {
  const wants = async (copyToSent: boolean | null) => {
    (await owner.put(`/api/channels/email/accounts/${accountId}/copies`, { copyToSent })).as(channelAccount);
    const ticketId = await aTicket();
    const id = await reply(ticketId, `Kopie ${copyToSent}.`);
    await delivery(ticketId, id, 'sent');
    return (await owner.get(`/api/channels/email/accounts/${accountId}`)).as(emailSettings);
  };
  expect(await wants(false)).toMatchObject({ copyToSent: false, providerKeepsCopies: false });
  expect(await wants(null)).toMatchObject({ copyToSent: true });
  // Copies are made in the order of sending: with the second one here, the first would have been, too.
  const copied = await eventually(async () => {
    const mails = await dovecot.mailsOf(MAILBOX.address, 'Sent');
    return mails.some(({ raw }) => raw.includes('Kopie null.')) && mails;
  }, 'the copy');
  expect(copied.some(({ raw }) => raw.includes('Kopie false.'))).toBe(false);
});

it('tries again what was refused for now, visibly and under the same id, and at once when told to', async () => {
  sink.behaviour = { kind: 'answer', at: 'data', code: 451, text: '4.7.1 Greylisted, come back later' };
  const ticketId = await aTicket();
  const id = await reply(ticketId, 'Eerst niet, dan wel.');
  const waiting = await delivery(ticketId, id, 'queued', /Greylisted/);
  expect(waiting.attempts).toBe(1);
  expect(new Date(waiting.nextAttemptAt ?? 0).getTime()).toBeGreaterThan(Date.now());
  await sink.hasRead('Eerst niet, dan wel.');
  sink.behaviour = { kind: 'accept' };
  expect((await owner.post(`/api/messages/${id}/retry`)).status).toBe(200);
  expect(await delivery(ticketId, id, 'sent')).toMatchObject({ attempts: 2, reason: null });
  expect(sentWith('Eerst niet, dan wel.')).toHaveLength(1);
});

it('sends again under the same Message-ID when nobody knows whether the first one was taken', async () => {
  sink.behaviour = { kind: 'take-and-drop' };
  const ticketId = await aTicket();
  const id = await reply(ticketId, 'Misschien twee keer.');
  await delivery(ticketId, id, 'queued', /connection/);
  sink.behaviour = { kind: 'accept' };
  await owner.post(`/api/messages/${id}/retry`);
  await delivery(ticketId, id, 'sent');
  const copies = sentWith('Misschien twee keer.');
  expect(copies).toHaveLength(2);
  expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
});

it('shows what the provider refused for good, until a person tries again', async () => {
  sink.unknownRecipients.add('jan@klant.test');
  const ticketId = await aTicket();
  const id = await reply(ticketId, 'Komt niet aan.');
  expect(await delivery(ticketId, id, 'failed')).toMatchObject({ nextAttemptAt: null, reason: expect.stringContaining('is unknown here') });
  const failed = (await owner.get('/api/failed-deliveries')).as(failedDeliveryPage);
  expect(failed.items.map(({ message }) => message.id)).toContain(id);
  expect(sentWith('Komt niet aan.')).toEqual([]);
  sink.unknownRecipients.clear();
  await owner.post(`/api/messages/${id}/retry`);
  await delivery(ticketId, id, 'sent');
  expect((await owner.get('/api/failed-deliveries')).as(failedDeliveryPage).items).toEqual([]);
});

it('keeps replies while the channel is paused, and sends them in order when it goes on', async () => {
  const ticketId = await aTicket();
  (await owner.patch(`/api/channel-accounts/${accountId}`, { paused: true })).as(channelAccount);
  const first = await reply(ticketId, 'Eerste na de pauze.');
  const second = await reply(ticketId, 'Tweede na de pauze.');
  expect(await delivery(ticketId, first, 'queued', /paused/)).toMatchObject({ attempts: 0 });
  await delivery(ticketId, second, 'queued', /paused/);
  (await owner.patch(`/api/channel-accounts/${accountId}`, { paused: false })).as(channelAccount);
  await delivery(ticketId, first, 'sent');
  await delivery(ticketId, second, 'sent');
  expect(sink.mails.slice(-2).map(({ raw }) => /(\w+) na de pauze/.exec(raw.toString())?.[1])).toEqual(['Eerste', 'Tweede']);
});

it('says that the password is wrong, tries nothing until it is put right, and then sends what waited', async () => {
  const ticketId = await aTicket();
  sink.passwords.set(MAILBOX.address, 'veranderd');
  // A connection that is still signed in would serve on.
  sink.cut();
  const attempts = sink.signInAttempts;
  const id = await reply(ticketId, 'Na het nieuwe wachtwoord.');
  await delivery(ticketId, id, 'queued', /password/);
  const status = async () => {
    const { items } = (await owner.get('/api/channel-accounts')).as(page(channelAccount));
    return items.find((account) => account.id === accountId);
  };
  await eventually(async () => (await status())?.status === 'needs_attention', 'the account asks for attention');
  const other = await reply(ticketId, 'Wacht ook.');
  expect(await delivery(ticketId, other, 'queued', /put right/)).toMatchObject({ attempts: 0 });
  expect(sink.signInAttempts).toBe(attempts + 1);
  const server = { host: '127.0.0.1', security: 'none' as const, user: MAILBOX.address };
  const changed = await owner.patch(`/api/channels/email/accounts/${accountId}`, {
    imap: { ...server, port: dovecot.imapPort, password: '' },
    smtp: { ...server, port: sink.port, password: 'veranderd' },
  });
  changed.as(channelAccount);
  await delivery(ticketId, id, 'sent');
  await delivery(ticketId, other, 'sent');
});

it('says so when the channel is removed while a reply waits for it', async () => {
  const ticketId = await aTicket();
  (await owner.patch(`/api/channel-accounts/${accountId}`, { paused: true })).as(channelAccount);
  const id = await reply(ticketId, 'Te laat.');
  await delivery(ticketId, id, 'queued', /paused/);
  expect((await owner.del(`/api/channel-accounts/${accountId}`)).status).toBe(204);
  await delivery(ticketId, id, 'failed', /removed/);
  expect(sentWith('Te laat.')).toEqual([]);
});
