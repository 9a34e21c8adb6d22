import { randomUUID } from 'node:crypto';
import { chatWidgetConfig } from '@balie/shared/contracts/chat.ts';
import { visitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { attachment } from '@balie/shared/contracts/files.ts';
import { ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ChatShop } from '../src/channels/chat/testing/chat-shop.ts';
import { type BrowserOptions, VisitorBrowser } from '../src/channels/chat/testing/visitor-browser.ts';
import { aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { FileStorage, StoredFileMissing } from '../src/platform/storage/file-storage.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
let owner: SignedInColleague;
let shop: ChatShop;
const open: VisitorBrowser[] = [];
beforeAll(async () => {
  app = await startTestApp({ BALIE_TRUST_PROXY: 'true' });
  ({ owner } = await aFoundedOrganisation(app));
  shop = await ChatShop.open(owner);
});
afterEach(() => {
  for (const browser of open.splice(0)) browser.close();
});
afterAll(() => app.stop());

async function visitor(options: BrowserOptions = {}): Promise<VisitorBrowser> {
  const browser = await VisitorBrowser.open(app.url, shop.key, options);
  open.push(browser);
  return browser;
}
const cardOf = async (id: string) => (await owner.get(`/api/chat-visitors/${id}`)).as(visitorCard);
async function visitorOf(ticketId: string): Promise<string> {
  const { replyTo } = (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
  return replyTo.to[0]?.address ?? '';
}

describe('the page', () => {
  it('learns what the chat looks like, and tells the owner that it was seen', async () => {
    const seen = await ChatShop.open(owner, { domains: ['gezien.test'] });
    expect(await seen.change({})).toMatchObject({ seen: false });
    const browser = new VisitorBrowser(app.url, seen.key, { origin: 'https://gezien.test' });
    const answer = await browser.request('?language=en');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(chatWidgetConfig.parse(await answer.json())).toMatchObject({
      colour: '#0b6e4f',
      language: 'en',
      greeting: 'How can we help?',
      availability: { open: true, opensAt: null, answersBy: null },
      faces: [{ name: owner.name }],
    });
    expect(await seen.change({})).toMatchObject({ seen: true, mailWorks: false });
  });

  it('may be asked first by the browser, and is refused from another domain, in every way', async () => {
    const foreign = new VisitorBrowser(app.url, shop.key, { origin: 'https://lampen.test.kwaad.test' });
    expect((await foreign.request('', { method: 'OPTIONS' })).status).toBe(204);
    for (const answer of [await foreign.request(''), await foreign.ask()]) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'foreign_origin' });
    }
    const nowhere = new VisitorBrowser(app.url, shop.key, { origin: undefined });
    expect((await nowhere.ask()).status).toBe(403);
    const real = await visitor();
    foreign.token = real.token;
    await expect(foreign.connect()).rejects.toThrow('foreign_origin');
  });

  it('finds nothing under a key that is not there, or of a chat that is paused', async () => {
    const unknown = new VisitorBrowser(app.url, 'abcdefghijklmnopqrstuvwx');
    expect(await (await unknown.ask()).json()).toMatchObject({ code: 'chat_unavailable' });
    const other = await ChatShop.open(owner, { domains: ['pauze.test'] });
    await owner.patch(`/api/channel-accounts/${other.account.id}`, { paused: true });
    const paused = new VisitorBrowser(app.url, other.key, { origin: 'https://pauze.test' });
    expect(await (await paused.ask()).json()).toMatchObject({ code: 'chat_unavailable' });
  });
});

describe('a conversation', () => {
  it('goes to the agent and back, with who has seen what on both sides', async () => {
    const browser = await visitor();
    const said = await browser.say('Past deze lamp boven mijn tafel?');
    expect(said).toMatchObject({ ok: true, message: { from: 'visitor', state: 'sent' } });
    const ticket = await shop.ticketWith('Past deze lamp boven mijn tafel?');
    expect(ticket).toMatchObject({ channelKind: 'chat', subject: 'Past deze lamp boven mijn tafel?', contact: { name: /^Bezoeker/ } });

    await owner.post(`/api/tickets/${ticket.id}/read`);
    await eventually(() => browser.changes.some(({ state }) => state === 'read'), 'the visitor sees that it was read');

    const messageId = await shop.answer(ticket.id, 'Jazeker, tot 2 meter.');
    const heard = await eventually(() => browser.heard.find(({ id }) => id === messageId), 'the answer');
    expect(heard).toMatchObject({ from: 'shop', author: { name: owner.name }, text: 'Jazeker, tot 2 meter.' });
    await browser.emit('received', { messageId });
    await shop.once(ticket.id, messageId, 'delivered');
    await browser.emit('read', { messageId });
    await shop.once(ticket.id, messageId, 'read');
    await browser.emit('received', { messageId });
    expect((await shop.once(ticket.id, messageId, 'read')).delivery.state).toBe('read');

    await browser.say('Fijn, dank je');
    await eventually(async () => (await shop.texts(ticket.id)).includes('Fijn, dank je'), 'it goes on in the same ticket');
  });

  it('is kept over pages and days, and begins anew for another browser', async () => {
    const first = await visitor();
    await first.say('Ik kom zo terug');
    const again = new VisitorBrowser(app.url, shop.key, { token: first.token });
    const session = await again.start();
    expect(session.conversation.messages.map(({ text }) => text)).toEqual(['Ik kom zo terug']);
    expect(session.visitorToken).toBe(first.token);
    const other = await new VisitorBrowser(app.url, shop.key).start();
    expect(other.conversation.messages).toEqual([]);
  });

  it('counts a message once however often it is told, also at the same time', async () => {
    const browser = await visitor();
    const clientId = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => browser.say('Nog een keer', { clientId })));
    const ids = answers.map((answer) => (answer.ok ? answer.message.id : answer.code));
    expect(new Set(ids).size).toBe(1);
    const ticket = await shop.ticketWith('Nog een keer');
    await browser.say('Klaar');
    await eventually(async () => (await shop.texts(ticket.id)).includes('Klaar'), 'all is taken in');
    expect((await shop.texts(ticket.id)).filter((text) => text === 'Nog een keer')).toHaveLength(1);
  });

  it('pages back to its beginning', async () => {
    const browser = await visitor();
    for (let nr = 1; nr <= 18; nr++) await browser.say(`regel ${nr}`);
    const { id } = await shop.ticketWith('regel 18');
    for (let nr = 1; nr <= 15; nr++) await shop.answer(id, `antwoord ${nr}`);
    await eventually(() => browser.heard.length === 15, 'all answers');
    const session = await new VisitorBrowser(app.url, shop.key, { token: browser.token }).start();
    expect(session).toMatchObject({ unread: 15, conversation: { olderCursor: expect.any(String) } });
    const path = `/messages?before=${session.conversation.olderCursor}`;
    const older = await (await browser.request(path, { headers: { authorization: `Bearer ${browser.token}` } })).json();
    expect(older).toMatchObject({ olderCursor: null, messages: [{ text: 'regel 1' }, { text: 'regel 2' }, { text: 'regel 3' }] });
  });

  it('carries files both ways, and each only to whose it is', async () => {
    const browser = await visitor();
    const file = await browser.upload('foto.txt', 'een foto');
    await browser.say('', { fileIds: [file.id] });
    const ticket = await eventually(async () => (await shop.tickets()).find(({ subject }) => subject === 'foto.txt'), 'a ticket of a file');
    const [message] = await shop.messages(ticket.id);
    const [kept] = message?.attachments ?? [];
    expect((await owner.get(`/api/attachments/${kept?.id}`)).text).toBe('een foto');

    const form = new FormData();
    form.set('file', new Blob(['handleiding'], { type: 'text/plain' }), 'uitleg.txt');
    const ours = (await owner.post('/api/attachments', form)).as(attachment);
    await shop.answer(ticket.id, 'Zie de bijlage', owner, [ours.id]);
    const answer = await eventually(() => browser.heard.find(({ files }) => files.length > 0), 'an answer with a file');
    const url = answer.files[0]?.url ?? '';
    expect(await (await fetch(`${app.url}${url}`)).text()).toBe('handleiding');
    expect((await fetch(`${app.url}${url.replace(/pass=.{20}/, `pass=${'A'.repeat(20)}`)}`)).status).toBe(404);

    const thief = await visitor();
    const headers = { authorization: `Bearer ${thief.token}` };
    expect((await thief.request(`/files/${file.id}`, { headers })).status).toBe(404);
    const own = () => browser.request(`/files/${file.id}`, { headers: { authorization: `Bearer ${browser.token}` } });
    expect((await own()).status).toBe(200);
    const storage = jest.spyOn(app.app.get(FileStorage, { strict: false }), 'stream');
    storage.mockRejectedValueOnce(new Error('connect ECONNREFUSED'));
    expect((await own()).status).toBe(500);
    storage.mockRejectedValueOnce(new StoredFileMissing('a file'));
    expect((await own()).status).toBe(404);
    storage.mockRestore();
    expect(await thief.say('van mij', { fileIds: [file.id] })).toMatchObject({ ok: false, code: 'file_unknown' });
    expect((await browser.tryUpload('groot', new Blob([Buffer.alloc(16 * 1024 * 1024)]))).status).toBe(413);
  });

  it('shows each who writes: the visitor to the agent, the agent to the visitor, notes to nobody', async () => {
    const browser = await visitor();
    await browser.say('Wie typt daar?');
    const ticket = await shop.ticketWith('Wie typt daar?');
    const visitorId = await visitorOf(ticket.id);
    const socket = await owner.openSocket();
    const typed: boolean[] = [];
    const pages: (string | undefined)[] = [];
    socket.on('visitor.typing', ({ typing }) => typed.push(typing));
    socket.on('visitor.changed', (event) => pages.push(event.visitor.page?.title));
    await socket.emitWithAck('join', { room: 'visitor', id: visitorId });
    await browser.emit('typing', { typing: true });
    await eventually(() => typed.includes(true), 'the agent sees the visitor write');
    const page = { url: 'https://www.lampen.test/kassa', title: 'Afrekenen', cart: { items: [{ name: 'Hanglamp' }], total: '€ 59,95' } };
    await browser.emit('page', page);
    await eventually(() => pages.includes('Afrekenen'), 'the agent sees the page');
    expect(await cardOf(visitorId)).toMatchObject({
      online: true,
      browser: 'Firefox, Windows',
      cart: { total: '€ 59,95' },
      verified: false,
    });

    socket.emit('presence', { ticketId: ticket.id, state: 'typing' });
    socket.emit('presence', { ticketId: ticket.id, state: 'typing', toCustomer: true });
    await eventually(() => browser.typing.length > 0, 'the visitor sees the agent write');
    socket.emit('presence', { ticketId: ticket.id, state: 'viewing' });
    await eventually(() => browser.typing.at(-1) === null, 'and stop');
    expect(browser.typing).toEqual([{ name: owner.name, picture: null }, null]);
    browser.close();
    await eventually(async () => !(await cardOf(visitorId)).online, 'the visitor has left');
    socket.close();
  });

  it('wants to know who somebody is before it takes a question, where the shop says so', async () => {
    const strict = await ChatShop.open(owner, { domains: ['streng.test'], preChat: { name: 'required', email: 'required' } });
    const browser = await VisitorBrowser.open(app.url, strict.key, { origin: 'https://streng.test' });
    open.push(browser);
    expect(await browser.say('Hallo?')).toMatchObject({ ok: false, code: 'details_required' });
    expect(await browser.emit('details', { name: 'Loïs', email: 'geen adres' })).toMatchObject({ code: 'invalid_request' });
    expect(await browser.emit('details', { name: 'Loïs', email: 'Lois@klant.test' })).toMatchObject({
      visitor: { email: 'lois@klant.test' },
    });
    expect(await browser.say('Hallo!')).toMatchObject({ ok: true });
    const ticket = await shop.ticketWith('Hallo!');
    const { contact } = (await owner.get(`/api/tickets/${ticket.id}`)).as(ticketDetail);
    expect(contact).toMatchObject({ name: 'Loïs' });
    expect(contact.identities.map(({ kind }) => kind).sort()).toEqual(['chat_visitor', 'email']);
  });

  it('opens no door to another customer’s tickets by an address that anybody can type', async () => {
    const liar = await visitor();
    await liar.emit('details', { name: 'Loïs', email: 'lois@klant.test' });
    await liar.say('Stuur mijn bestelling naar een ander adres');
    const ticket = await shop.ticketWith('Stuur mijn bestelling naar een ander adres');
    const { contact } = (await owner.get(`/api/tickets/${ticket.id}`)).as(ticketDetail);
    expect(contact.identities.map(({ kind }) => kind)).toEqual(['chat_visitor']);
    expect(await shop.texts(ticket.id)).toEqual(['Stuur mijn bestelling naar een ander adres']);
  });
});

describe('who is not welcome', () => {
  it('is blocked without being told why, and let in again', async () => {
    const browser = await visitor();
    await browser.say('Scheldwoord');
    const ticket = await shop.ticketWith('Scheldwoord');
    const visitorId = await visitorOf(ticket.id);
    const gone = new Promise((resolve) => browser.live.once('disconnect', resolve));
    expect((await owner.put(`/api/chat-visitors/${visitorId}/blocked`, { blocked: true })).as(visitorCard).blocked).toBe(true);
    await gone;
    await expect(browser.connect()).rejects.toThrow('chat_unavailable');
    const again = new VisitorBrowser(app.url, shop.key, { token: browser.token });
    const answer = await again.ask();
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'chat_unavailable']);
    const messageId = await shop.answer(ticket.id, 'Dag');
    await shop.once(ticket.id, messageId, 'failed');
    expect((await shop.tickets()).find(({ id }) => id === ticket.id)?.messageCount).toBe(2);

    await owner.put(`/api/chat-visitors/${visitorId}/blocked`, { blocked: false });
    await browser.connect();
    expect(await browser.say('Sorry')).toMatchObject({ ok: true });
  });

  it('hurts nobody with what is malformed, too large or too much', async () => {
    const browser = await visitor({ address: '10.9.9.9' });
    for (const packet of [undefined, null, 'x', 7, [], { clientId: 'x' }, { clientId: randomUUID(), text: '  ' }]) {
      expect(await browser.emit('message', packet)).toMatchObject({ ok: false, code: 'invalid_request' });
    }
    expect(await browser.say('x'.repeat(8_001))).toMatchObject({ code: 'too_large' });
    expect(await browser.say('nul \u0000 en half \ud800 teken')).toMatchObject({ ok: true });
    expect(await browser.emit('read', { messageId: randomUUID() })).toMatchObject({ ok: true });
    for (let nr = 0; nr < 20; nr++) await browser.emit('message', {});
    expect(await browser.say('te veel')).toMatchObject({ ok: false, code: 'rate_limited', retryAfterSeconds: 20 });
    const cut = new Promise((resolve) => browser.live.once('disconnect', resolve));
    browser.live.emit('typing', { typing: true, padding: 'x'.repeat(200_000) } as never);
    await cut;
    const calm = await visitor();
    expect(await calm.say('Alles werkt nog')).toMatchObject({ ok: true });
  });

  it('is slowed down when one address makes very many visitors', async () => {
    const make = () => new VisitorBrowser(app.url, shop.key, { address: '10.1.1.1' }).ask();
    const answers: Response[] = [];
    for (let nr = 0; nr < 31; nr++) answers.push(await make());
    const last = answers.at(-1);
    expect(answers.slice(0, 30).every(({ ok }) => ok)).toBe(true);
    expect([last?.status, Number(last?.headers.get('retry-after'))]).toEqual([429, 600]);
    expect((await new VisitorBrowser(app.url, shop.key, { address: '10.1.1.2' }).ask()).ok).toBe(true);
  });
});
