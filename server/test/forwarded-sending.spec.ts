import { type ChannelAccount, channelAccount, emailSettings } from '@balie/shared/contracts/channels.ts';
import { ticketAndMessage, ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import PostalMime, { type Email } from 'postal-mime';
import { SmtpSink } from '../src/channels/email/testing/smtp-sink.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { aTicket } from '../src/modules/tickets/testing/inbound.ts';
import { aReply } from '../src/modules/tickets/testing/writing.ts';
import { eventually } from './support/eventually.ts';
import { freePort, startTestApp, type TestApp } from './support/test-app.ts';

let house: SmtpSink;
let shop: SmtpSink;
let app: TestApp;
let organisation: FoundedOrganisation;
let account: ChannelAccount;
beforeAll(async () => {
  [house, shop] = await Promise.all([SmtpSink.start(), SmtpSink.start()]);
  house.passwords.set('balie@house.test', 'huis-geheim');
  shop.passwords.set('info@winkel.test', 'winkel-geheim');
  app = await startTestApp({
    BALIE_SMTP_LISTEN_PORT: String(await freePort()),
    BALIE_SMTP_LISTEN_HOST: '127.0.0.1',
    BALIE_SMTP_DOMAIN: 'in.balie.test',
    BALIE_SMTP_URL: `smtp://balie%40house.test:huis-geheim@127.0.0.1:${house.port}`,
  });
  organisation = await aFoundedOrganisation(app);
  const request = { address: 'info@winkel.test', shopId: organisation.shopId, name: 'Info', smtp: null };
  account = (await organisation.owner.post('/api/channels/email/forwarding', request)).as(channelAccount);
});
afterAll(async () => {
  await app.stop();
  await Promise.all([house.stop(), shop.stop()]);
});

const settings = async () => (await organisation.owner.get(`/api/channels/email/accounts/${account.id}`)).as(emailSettings);
const setSending = (smtp: object | null) => organisation.owner.put(`/api/channels/email/accounts/${account.id}/sending`, { smtp });
const serverOf = (password: string) => ({ host: '127.0.0.1', port: shop.port, security: 'none', user: 'info@winkel.test', password });
async function answer(text: string, sink: SmtpSink): Promise<Email> {
  const { id } = await aTicket(app, { ...account, organisationId: organisation.id });
  const { message } = (await organisation.owner.post(`/api/tickets/${id}/replies`, aReply({ html: `<p>${text}</p>` }))).as(
    ticketAndMessage,
  );
  await eventually(async () => {
    const { timeline } = (await organisation.owner.get(`/api/tickets/${id}`)).as(ticketDetail);
    return timeline.items.some(
      (item) => item.kind === 'message' && item.message.id === message.id && item.message.delivery.state === 'sent',
    );
  }, 'the answer is sent');
  const found = sink.mails.find(({ raw }) => raw.includes(text));
  return PostalMime.parse(found?.raw ?? '');
}

it('answers by the server of the house while the shop has none, and says so', async () => {
  expect(await settings()).toMatchObject({ smtp: null, sentFor: 'balie@house.test' });
  const mail = await answer('Via het huis.', house);
  expect(mail.from).toMatchObject({ address: 'balie@house.test' });
  expect(mail.replyTo).toMatchObject([{ address: 'info@winkel.test' }]);
  expect(house.mails.at(-1)).toMatchObject({ from: 'balie@house.test', to: ['jan@klant.test'] });
});

it('takes a server of the shop only once it works, and says in plain words why it does not', async () => {
  const refused = await setSending(serverOf('fout'));
  expect([refused.status, refused.code]).toEqual([422, 'wrong_password']);
  const unreachable = await setSending({ ...serverOf('x'), port: await freePort() });
  expect([unreachable.status, unreachable.code]).toEqual([422, 'connection_refused']);
  expect((await settings()).smtp).toBeNull();
});

it('answers by the shop’s own server then, from the shop’s own address', async () => {
  (await setSending(serverOf('winkel-geheim'))).as(channelAccount);
  expect(await settings()).toMatchObject({
    smtp: { host: '127.0.0.1', user: 'info@winkel.test' },
    sentFor: null,
    forwarding: { to: expect.any(String) },
  });
  const mail = await answer('Via de winkel.', shop);
  expect(mail.from).toMatchObject({ address: 'info@winkel.test' });
  // Without a password, the one that works stays.
  (await setSending(serverOf(''))).as(channelAccount);
  await answer('Nog eens via de winkel.', shop);
  expect(house.mails.some(({ raw }) => raw.includes('via de winkel'))).toBe(false);
});
