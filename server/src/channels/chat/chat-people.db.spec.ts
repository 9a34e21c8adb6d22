import { createHmac } from 'node:crypto';
import { chatSession } from '@balie/shared/contracts/chat.ts';
import { ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { aFoundedOrganisation, type SignedInColleague } from '../../modules/agents/testing/people.ts';
import { TicketIntake } from '../../modules/tickets/public.ts';
import { aChannelAccount, anInboundMessage } from '../../modules/tickets/testing/inbound.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ChatHousekeeping } from './chat-housekeeping.ts';
import { ChatShop } from './testing/chat-shop.ts';
import { type BrowserOptions, VisitorBrowser } from './testing/visitor-browser.ts';
import { UnseenMailWorker } from './unseen-mail.worker.ts';

const clock = new TestClock();
let app: TestApp;
let owner: SignedInColleague;
let organisation: { id: string; shopId: string };
let shop: ChatShop;
let secret: string;
const open: VisitorBrowser[] = [];
beforeAll(async () => {
  app = await startTestApp({ BALIE_TRUST_PROXY: 'true' }, clock);
  const founded = await aFoundedOrganisation(app);
  organisation = founded;
  ({ owner } = founded);
  shop = await ChatShop.open(owner);
  secret = await shop.newSecret();
});
afterEach(() => {
  for (const browser of open.splice(0)) browser.close();
});
afterAll(() => app.stop());

let callers = 0;
/** Each from an address of their own. */
const browserOf = (options: BrowserOptions = {}, key = shop.key) =>
  new VisitorBrowser(app.url, key, { address: `10.0.0.${++callers}`, ...options });
async function visitor(options: BrowserOptions = {}, key = shop.key): Promise<VisitorBrowser> {
  const browser = browserOf(options, key);
  await browser.start();
  await browser.connect();
  open.push(browser);
  return browser;
}
const jwt = async (sub: string, more: object = {}, by = secret) => ({
  jwt: await new SignJWT({ sub, exp: Math.floor(clock.now().getTime() / 1000) + 600, ...more })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(by)),
});
const refusal = async (options: BrowserOptions, key = shop.key) => {
  const answer = await browserOf(options, key).ask();
  return answer.ok ? 'let in' : ((await answer.json()) as { code: string }).code;
};
const textsOf = (session: { conversation: { messages: readonly { text: string }[] } }) =>
  session.conversation.messages.map(({ text }) => text);
const system = <Row>(sql: string, values: unknown[] = []) =>
  app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<Row>(sql, values));

describe('a signed identity', () => {
  it('finds the conversation of that customer on any device, by JWT and by HMAC', async () => {
    const laptop = await visitor({ identity: await jwt('klant-1', { email: 'jan@klant.test', name: 'Jan' }) });
    await laptop.say('Vanaf mijn laptop');
    const phone = await browserOf({ identity: await jwt('klant-1') }).start();
    expect(textsOf(phone)).toEqual(['Vanaf mijn laptop']);
    expect(phone.visitor).toEqual({ name: 'Jan', email: 'jan@klant.test', verified: true });
    expect(phone.visitorToken).not.toBe(laptop.token);
    const hmac = createHmac('sha256', secret).update('klant-1').digest('hex');
    const tablet = await browserOf({ identity: { userId: 'klant-1', hmac, email: 'ander@klant.test' } }).start();
    expect(textsOf(tablet)).toEqual(['Vanaf mijn laptop']);
    expect(tablet.visitor.email).toBe('jan@klant.test');
    const ticket = await shop.ticketWith('Vanaf mijn laptop');
    const { contact } = (await owner.get(`/api/tickets/${ticket.id}`)).as(ticketDetail);
    expect(contact.identities.map(({ value }) => value)).toContain('jan@klant.test');
  });

  it('takes along what the same browser asked before signing in, and nothing of anybody else', async () => {
    const browser = await visitor();
    await browser.say('Nog niet ingelogd');
    const identified = await browserOf({ token: browser.token, identity: await jwt('klant-2') }).start();
    expect(textsOf(identified)).toEqual(['Nog niet ingelogd']);
    // The token from before is worth nothing now.
    await expect(browserOf({ token: browser.token }).start().then(textsOf)).resolves.toEqual([]);
    browser.close();
    await expect(browser.connect()).rejects.toThrow('session_unknown');
    // Somebody else signs in in the same browser.
    const next = await browserOf({ token: identified.visitorToken, identity: await jwt('klant-3') }).start();
    expect(textsOf(next)).toEqual([]);
    expect(textsOf(await browserOf({ identity: await jwt('klant-2') }).start())).toEqual(['Nog niet ingelogd']);
  });

  it('is needed each time: its token alone shows nothing after signing out', async () => {
    const browser = await visitor({ identity: await jwt('klant-4') });
    await browser.say('Alleen voor mij');
    const signedOut = await browserOf({ token: browser.token }).start();
    expect(textsOf(signedOut)).toEqual([]);
    expect(signedOut.visitorToken).not.toBe(browser.token);
  });

  it('is refused when forged, expired, of another secret, or where there is none', async () => {
    expect(await refusal({ identity: { jwt: 'a.b.c' } })).toBe('identity_refused');
    expect(await refusal({ identity: await jwt('klant-1', { exp: Math.floor(clock.now().getTime() / 1000) - 120 }) })).toBe(
      'identity_refused',
    );
    expect(await refusal({ identity: await jwt('klant-1', {}, 'x'.repeat(64)) })).toBe('identity_refused');
    expect(await refusal({ identity: { userId: 'klant-1', hmac: '0'.repeat(64) } })).toBe('identity_refused');
    const other = await ChatShop.open(owner, { domains: ['lampen.test', 'zonder.test'].reverse() });
    expect(await refusal({ identity: await jwt('klant-1') }, other.key)).toBe('identity_refused');
  });

  it('may be demanded: then nobody gets in without, not even who was in before', async () => {
    const strict = await ChatShop.open(owner, { domains: ['streng.test', 'lampen.test'] });
    const before = await visitor({}, strict.key);
    await strict.change({ identityRequired: true });
    await eventually(async () => (await refusal({ token: before.token }, strict.key)) === 'identity_required', 'the demand counts');
    expect(await before.say('Nog binnen?')).toMatchObject({ ok: false, code: 'identity_required' });
    before.close();
    await expect(before.connect()).rejects.toThrow('identity_required');
    const bearer = { headers: { authorization: `Bearer ${before.token}` } };
    expect((await before.request('/messages?before=x', bearer)).status).toBe(403);
    const own = await strict.newSecret();
    await eventually(
      async () => (await refusal({ identity: await jwt('klant-1', {}, own) }, strict.key)) === 'let in',
      'the secret counts',
    );
  });

  it('goes on by the secret before for a week, unless the owner ends that', async () => {
    const rotating = await ChatShop.open(owner, { domains: ['wissel.test', 'lampen.test'] });
    const [first, second] = [await rotating.newSecret(), await rotating.newSecret()];
    const by = async (one: string) => refusal({ identity: await jwt('klant-1', {}, one) }, rotating.key);
    await eventually(async () => (await by(second)) === 'let in', 'the new one counts');
    expect(await by(first)).toBe('let in');
    clock.advance({ days: 7, minutes: 1 });
    expect([await by(first), await by(second)]).toEqual(['identity_refused', 'let in']);
    const third = await rotating.newSecret();
    await owner.del(`/api/channels/chat/accounts/${rotating.account.id}/previous-secret`);
    await eventually(async () => (await by(second)) === 'identity_refused', 'the one before has ended');
    expect(await by(third)).toBe('let in');
  });
});

describe('nobody reads another’s chat', () => {
  it('by a token that is guessed, too old, or of another chat or organisation', async () => {
    const browser = await visitor();
    await browser.say('Geheim');
    const elsewhere = await ChatShop.open((await aFoundedOrganisation(app)).owner);
    const neighbour = await ChatShop.open(owner, { domains: ['buren.test', 'lampen.test'] });
    for (const key of [elsewhere.key, neighbour.key]) {
      const session = await browserOf({ token: browser.token }, key).start();
      expect([textsOf(session), session.visitorToken === browser.token]).toEqual([[], false]);
      const thief = browserOf({}, key);
      thief.token = browser.token;
      await expect(thief.connect()).rejects.toThrow('session_unknown');
    }
    const guess = browserOf();
    guess.token = `${browser.token.slice(0, -1)}${browser.token.endsWith('A') ? 'B' : 'A'}`;
    await expect(guess.connect()).rejects.toThrow('session_unknown');
    expect((await guess.request('/messages?before=x')).status).toBe(401);
    expect((await browserOf({ token: guess.token }).start()).conversation.messages).toEqual([]);
    // Kept hashed: what stands in the database opens nothing.
    const rows = await system<{ hash: string }>(`select encode(token_hash, 'base64') as hash from chat_tokens`);
    expect(rows.some(({ hash }) => hash.includes(browser.token) || Buffer.from(hash, 'base64').toString() === browser.token)).toBe(false);
    clock.advance({ days: 181 });
    expect(textsOf(await browserOf({ token: browser.token }).start())).toEqual([]);
  });

  it('by naming its messages or files', async () => {
    const [victim, thief] = [await visitor(), await visitor()];
    const said = await victim.say('Mijn adres is Kerkstraat 1');
    const id = said.ok ? said.message.id : '';
    expect((await thief.sync(id)).messages).toEqual([]);
    await thief.emit('read', { messageId: id });
    const older = await thief.request(`/messages?before=${id}`, { headers: { authorization: `Bearer ${thief.token}` } });
    expect(await older.json()).toEqual({ messages: [], olderCursor: null });
    const file = await victim.upload('adres.txt', 'Kerkstraat 1');
    const stolen = file.url.replace(file.id, (await thief.upload('mijn.txt', 'van mij')).id);
    expect((await fetch(`${app.url}${stolen}`)).status).toBe(404);
  });
});

describe('who left', () => {
  const look = (visitorId: string, ticketId: string) =>
    inOrganisation(organisation.id, () => app.app.get(UnseenMailWorker).look({ visitorId, ticketId, afterMinutes: 2 }));
  const mails = async (ticketId: string) => (await shop.messages(ticketId)).filter(({ channelKind }) => channelKind === 'email');

  it('gets what they have not seen in one mail, once, and their answer to it comes back into the ticket', async () => {
    const mailbox = await aChannelAccount(app, organisation);
    expect(await shop.change({})).toMatchObject({ mailWorks: true });
    const browser = await visitor();
    await browser.emit('details', { email: 'vertrokken@klant.test' });
    await browser.say('Ik moet nu weg');
    const ticket = await shop.ticketWith('Ik moet nu weg');
    const [row] = await system<{ visitorId: string; token: string }>(
      `select c.visitor_id as "visitorId", t.reply_token as token from chat_messages c, tickets t where c.text = 'Ik moet nu weg' and t.id = $1`,
      [ticket.id],
    );
    const { visitorId = '', token = '' } = row ?? {};
    const first = await shop.answer(ticket.id, 'Die lamp past');
    await eventually(() => browser.heard.length === 1, 'the first answer');
    await browser.emit('read', { messageId: first });
    const second = await shop.answer(ticket.id, 'En hij is op voorraad');
    const third = await shop.answer(ticket.id, 'Nog iets?');
    await eventually(() => browser.heard.length === 3, 'all answers');
    await browser.emit('received', { messageId: third });

    // Still there: nothing goes by mail, however long it takes.
    await look(visitorId, ticket.id);
    expect(await mails(ticket.id)).toEqual([]);
    browser.close();
    await eventually(async () => {
      const rows = await system('select 1 from chat_visitors where id = $1 and online_until <= $2', [visitorId, clock.now()]);
      return rows.length > 0;
    }, 'they have left');
    await look(visitorId, ticket.id);
    expect(await mails(ticket.id)).toEqual([]);
    clock.advance({ minutes: 3 });
    await Promise.all([look(visitorId, ticket.id), look(visitorId, ticket.id)]);
    await look(visitorId, ticket.id);
    const [mail, ...more] = await mails(ticket.id);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ direction: 'outbound', nature: 'automatic', to: [{ address: 'vertrokken@klant.test' }] });
    expect(mail?.text).toContain('En hij is op voorraad');
    expect(mail?.text).toContain('Nog iets?');
    expect(mail?.text).not.toContain('Die lamp past');
    expect(second).not.toBe(third);

    const answer = anInboundMessage(app, mailbox, { from: 'vertrokken@klant.test', token, text: 'Fijn, stuur maar op' });
    const accepted = await inOrganisation(organisation.id, () =>
      app.app.get(UnitOfWork).run((tx) => app.app.get(TicketIntake).accept(tx, answer)),
    );
    expect(accepted).toMatchObject({ ticketId: ticket.id, created: false });
    const found = (await shop.messages(ticket.id)).find(({ text }) => text === 'Fijn, stuur maar op');
    expect(found).toMatchObject({ channelKind: 'email', fromStranger: false });

    // The conversation goes on where they are: by mail, and in the chat again once they write there.
    const next = await shop.answer(ticket.id, 'Is onderweg');
    const sent = (await shop.messages(ticket.id)).find(({ id }) => id === next);
    expect(sent).toMatchObject({ channelKind: 'email', to: [{ address: 'vertrokken@klant.test' }] });
    const returned = browserOf({ token: browser.token });
    expect((await returned.start()).unread).toBe(2);
    await returned.connect();
    await returned.say('Daar ben ik weer');
    await eventually(async () => (await shop.messages(ticket.id)).some(({ text }) => text === 'Daar ben ik weer'), 'it is in the ticket');
    const last = await shop.answer(ticket.id, 'Welkom terug');
    await eventually(() => returned.heard.length === 1, 'the answer in the chat');
    expect((await shop.messages(ticket.id)).find(({ id }) => id === last)).toMatchObject({ channelKind: 'chat' });
    returned.close();
  });

  it('is written to once there is an address, and not at all when they are blocked', async () => {
    const browser = await visitor();
    await browser.say('Zonder adres');
    const ticket = await shop.ticketWith('Zonder adres');
    const [row] = await system<{ visitorId: string }>(`select visitor_id as "visitorId" from chat_messages where text = 'Zonder adres'`);
    const visitorId = row?.visitorId ?? '';
    await shop.answer(ticket.id, 'Hallo?');
    await eventually(() => browser.heard.length === 1, 'the answer');
    browser.close();
    clock.advance({ minutes: 30 });
    await look(visitorId, ticket.id);
    expect(await mails(ticket.id)).toEqual([]);
  });

  it('is forgotten when they never wrote anything', async () => {
    const silent = await visitor();
    silent.close();
    const there = () => system('select 1 from chat_visitors where online_until > $1', [clock.now()]);
    await eventually(async () => (await there()).length === 0, 'all have left');
    clock.advance({ days: 31 });
    const count = async () =>
      (
        await system<{ n: number }>(
          'select count(*)::int as n from chat_visitors where not exists (select 1 from chat_messages m where m.visitor_id = chat_visitors.id)',
        )
      )[0]?.n;
    expect(await count()).toBeGreaterThan(0);
    await app.app.get(ChatHousekeeping).sweep();
    expect(await count()).toBe(0);
    expect(chatSession.safeParse(await browserOf({ token: silent.token }).start()).success).toBe(true);
  });
});
