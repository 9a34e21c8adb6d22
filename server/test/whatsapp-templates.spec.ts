import { randomUUID } from 'node:crypto';
import { type MessageTemplates, messageTemplates } from '@balie/shared/contracts/templates.ts';
import { type Message, ticketAndMessage, ticketDetail, undoneReply } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeGraph } from '../src/channels/whatsapp/testing/fake-graph.ts';
import { CUSTOMER, NUMBER } from '../src/channels/whatsapp/testing/meta-caller.ts';
import { aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { eventually } from './support/eventually.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { TestClock } from './support/test-clock.ts';
import { WhatsAppShop } from './support/whatsapp-shop.ts';

const clock = new TestClock();
let graph: FakeGraph;
let app: TestApp;
let owner: SignedInColleague;
let shop: WhatsAppShop;
let ticketId: string;
beforeAll(async () => {
  graph = await FakeGraph.start();
  app = await startTestApp({ BALIE_WHATSAPP_API_URL: graph.apiUrl }, clock);
  ({ owner } = await aFoundedOrganisation(app));
  shop = await WhatsAppShop.open(owner, graph);
  await write('Waar is mijn lamp?');
  ticketId = await eventually(async () => (await rowsOf<{ id: string }>('select id from tickets'))[0]?.id, 'a ticket');
});
beforeEach(() => {
  graph.mood = 'accept';
  graph.taken.length = 0;
  graph.marks.length = 0;
});
afterAll(async () => {
  await app.stop();
  await graph.stop();
});

const rowsOf = <Row>(sql: string): Promise<Row[]> => app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query<Row>(sql));
const settled = () =>
  eventually(async () => (await rowsOf(`select from raw_messages where state = 'pending'`)).length === 0, 'all is taken in');
/** The customer writes, at the time that the test has. */
async function write(body: string, more: object = {}): Promise<string> {
  const message = shop.message({ type: 'text', text: { body }, ...more }, clock.now().getTime() / 1000);
  await shop.deliver(message);
  await settled();
  return String(message['id']);
}
const messageOf = async (text: string): Promise<Message> => {
  const found = (await shop.messages(ticketId)).find((message) => message.text === text);
  if (!found) throw new Error(`No message "${text}"`);
  return found;
};
const path = () => `/api/channel-accounts/${shop.account.id}/templates`;
const templates = async (): Promise<MessageTemplates> => (await owner.get(path())).as(messageTemplates);
const templateOf = async (name: string, language = 'nl') => {
  const found = (await templates()).items.find((each) => each.name === name && each.language === language);
  if (!found) throw new Error(`No template ${name}`);
  return found;
};
const chosen = async (name: string, values: Record<string, string>, language = 'nl') => ({
  template: { id: (await templateOf(name, language)).id, values },
});
const sentTemplate = () => graph.taken.map(({ body }) => body['template']);

describe('templates', () => {
  it('are fetched when a number is connected, all pages of them, with their gaps and what of them can be sent', async () => {
    const { items } = await eventually(async () => {
      const found = await templates();
      return found.syncedAt !== null && found;
    }, 'they are there');
    expect(items.map(({ name, language, status, sendable }) => `${name} ${language} ${status} ${sendable}`)).toEqual([
      'bezorgupdate en_US approved true',
      'bezorgupdate nl approved true',
      'catalogus nl approved false',
      'foto_van_pakket nl approved true',
      'inlogcode nl rejected true',
      'retour_ontvangen nl approved true',
      'zomeractie nl paused true',
    ]);
    expect(items.find(({ name }) => name === 'retour_ontvangen')).toMatchObject({
      header: { kind: 'text', text: 'Retour {{retour}}' },
      buttons: [{ kind: 'url', text: 'Bekijk je retour' }, { kind: 'reply' }],
      examples: { 'header:retour': 'R-12', 'body:bedrag': '€ 24,95', 'button0:1': 'R-12' },
    });
  });

  it('are fetched anew when Meta tells of a change, and when somebody asks; what stays keeps its id', async () => {
    const before = await templateOf('bezorgupdate');
    const summer = graph.templates.find(({ name }) => name === 'zomeractie');
    if (summer) summer.status = 'APPROVED';
    const news = {
      event: 'APPROVED',
      message_template_id: 1004,
      message_template_name: 'zomeractie',
      message_template_language: 'nl',
      reason: 'NONE',
    };
    const told = { id: NUMBER.businessAccountId, time: 1, changes: [{ field: 'message_template_status_update', value: news }] };
    expect(await graph.meta.call({ object: 'whatsapp_business_account', entry: [told] })).toBe(200);
    await eventually(async () => (await templateOf('zomeractie')).status === 'approved', 'it may be sent now');
    expect((await templateOf('bezorgupdate')).id).toBe(before.id);

    graph.mood = 'down';
    const failed = (await owner.post(`${path()}/sync`)).as(messageTemplates);
    expect(failed).toMatchObject({ problem: expect.stringContaining('does not answer'), items: expect.arrayContaining([before]) });
    graph.mood = 'accept';
    if (summer) summer.status = 'PAUSED';
    const again = (await owner.post(`${path()}/sync`)).as(messageTemplates);
    expect([again.problem, again.items.find(({ name }) => name === 'zomeractie')?.status]).toEqual([null, 'paused']);
  });

  it('leave with what was filled in, by number or by name, and stand in the conversation as the customer sees them', async () => {
    const id = await shop.answer(ticketId, 'x', await chosen('bezorgupdate', { 'body:1': ' Loïs\n', 'body:2': '#4211' }));
    const sent = await shop.once(ticketId, id, 'sent');
    expect(sent).toMatchObject({
      text: 'Hoi Loïs, we hebben nieuws over je bestelling #4211. Antwoord op dit bericht, dan kijken we met je mee.\n\nDe Lampenwinkel',
      template: { name: 'bezorgupdate', language: 'nl' },
    });
    const values = { 'header:retour': 'R-7', 'body:voornaam': 'Loïs', 'body:bedrag': '€ 10', 'button0:1': 'R-7' };
    await shop.once(ticketId, await shop.answer(ticketId, 'x', await chosen('retour_ontvangen', values)), 'sent');
    const text = (words: string, name?: string) => ({ type: 'text', text: words, ...(name ? { parameter_name: name } : {}) });
    expect(sentTemplate()).toEqual([
      { name: 'bezorgupdate', language: { code: 'nl' }, components: [{ type: 'body', parameters: [text('Loïs'), text('#4211')] }] },
      {
        name: 'retour_ontvangen',
        language: { code: 'nl' },
        components: [
          { type: 'header', parameters: [text('R-7', 'retour')] },
          { type: 'body', parameters: [text('Loïs', 'voornaam'), text('€ 10', 'bedrag')] },
          { type: 'button', sub_type: 'url', index: '0', parameters: [text('R-7')] },
        ],
      },
    ]);
  });

  it('with a picture above them take exactly one file along', async () => {
    const picture = async () => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], { type: 'image/jpeg' }), 'pakket.jpg');
      return JSON.parse((await owner.post('/api/attachments', form)).text).id as string;
    };
    const template = await chosen('foto_van_pakket', { 'body:1': 'Loïs' });
    expect(await shop.tryAnswer(ticketId, 'x', template)).toMatchObject({ status: 422, code: 'template_needs_file' });
    await shop.once(ticketId, await shop.answer(ticketId, 'x', { ...template, attachmentIds: [await picture()] }), 'sent');
    const header = { type: 'header', parameters: [{ type: 'image', image: { id: expect.stringMatching(/^\d+$/) } }] };
    expect(sentTemplate()).toMatchObject([{ components: [header, { type: 'body' }] }]);
  });

  it('taken back, come back as what was chosen and filled in, beside the words that were begun meanwhile', async () => {
    await rowsOf('update channel_accounts set undo_seconds = 60');
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], { type: 'image/jpeg' }), 'pakket.jpg');
    const fileId = JSON.parse((await owner.post('/api/attachments', form)).text).id as string;
    const { template } = await chosen('foto_van_pakket', { 'body:1': 'Loïs' });
    const id = await shop.answer(ticketId, 'x', { template, attachmentIds: [fileId] });
    await owner.put(`/api/tickets/${ticketId}/drafts/reply`, { html: '<p>Begonnen</p>', attachmentIds: [] });
    const { draft } = (await owner.post(`/api/messages/${id}/undo`)).as(undoneReply);
    expect(draft.content).toMatchObject({ template: { ...template, fileId }, attachmentIds: [fileId] });
    expect(draft.content.html).toBe('<p>Begonnen</p>');
    const second = await chosen('retour_ontvangen', {
      'header:retour': 'R-7',
      'body:voornaam': 'L',
      'body:bedrag': '1',
      'button0:1': 'R-7',
    });
    const other = (await owner.post(`/api/messages/${await shop.answer(ticketId, 'x', second)}/undo`)).as(undoneReply).draft;
    // Words that were begun before a template was chosen outlive its sending; the file that belonged to another template does not.
    expect(other.content).toMatchObject({ html: '<p>Begonnen</p>', template: second.template, attachmentIds: [] });
    await rowsOf('update channel_accounts set undo_seconds = null');
    expect(graph.taken).toEqual([]);
  });

  it('that cannot be sent, or have a gap left, are refused before they leave', async () => {
    const refused = async (name: string, values: Record<string, string>) => shop.tryAnswer(ticketId, 'x', await chosen(name, values));
    expect(await refused('bezorgupdate', { 'body:1': 'Loïs', 'body:2': ' ' })).toMatchObject({ status: 422, code: 'template_incomplete' });
    expect(await refused('bezorgupdate', { 'body:1': 'x'.repeat(1000), 'body:2': '1' })).toMatchObject({ code: 'template_incomplete' });
    expect(await refused('zomeractie', {})).toMatchObject({ status: 409, code: 'template_not_sendable' });
    expect(await refused('catalogus', {})).toMatchObject({ code: 'template_not_sendable' });
    expect(await shop.tryAnswer(ticketId, 'x', { template: { id: randomUUID(), values: {} } })).toMatchObject({
      code: 'template_not_sendable',
    });
    expect(graph.taken).toEqual([]);
  });

  it('that Meta has paused meanwhile fail with what to do, and are not offered again', async () => {
    const update = graph.templates.find(({ id }) => id === '1001');
    if (update) update.status = 'PAUSED';
    const id = await shop.answer(ticketId, 'x', await chosen('bezorgupdate', { 'body:1': 'Loïs', 'body:2': '1' }));
    await shop.once(ticketId, id, 'failed', /has paused this template.*Choose another/);
    await eventually(async () => (await templateOf('bezorgupdate')).status === 'paused', 'it is known to be paused');
    if (update) update.status = 'APPROVED';
    await owner.post(`${path()}/sync`);
  });

  it('begin a conversation with a number that never wrote, and the answer comes into it', async () => {
    const to = [{ address: '+31687654321', name: 'Karim' }];
    const request = { idempotencyKey: randomUUID(), channelAccountId: shop.account.id, subject: 'Je bestelling', html: '<p>Hoi</p>', to };
    expect(await owner.post('/api/tickets', request)).toMatchObject({ status: 409, code: 'reply_window_closed' });
    expect(await owner.post('/api/tickets', { ...request, to: [{ address: 'karim@klant.test', name: '' }] })).toMatchObject({
      code: 'invalid_recipient',
    });
    const values = { 'body:1': 'Karim', 'body:2': '#9' };
    const { ticket, message } = (await owner.post('/api/tickets', { ...request, ...(await chosen('bezorgupdate', values)) })).as(
      ticketAndMessage,
    );
    await shop.once(ticket.id, message.id, 'sent');
    expect(graph.taken.map(({ body }) => body['to'])).toEqual(['31687654321']);
    await write('Dank!', { from: '31687654321', from_user_id: undefined });
    expect((await shop.messages(ticket.id)).map(({ text }) => text)).toContain('Dank!');
  });
});

describe('the window to answer freely', () => {
  it('is of the customer’s number, in whichever ticket they wrote', async () => {
    await owner.patch(`/api/tickets/${ticketId}`, { changes: { status: 'closed' } });
    clock.advance({ minutes: 25 * 60 });
    await write('Ander ding');
    const [other] = await rowsOf<{ id: string }>(`select id from tickets where id <> '${ticketId}' order by created_at desc limit 1`);
    await owner.patch(`/api/tickets/${ticketId}`, { changes: { status: 'open' } });
    const detail = (await owner.get(`/api/tickets/${ticketId}`)).as(ticketDetail);
    expect(Date.parse(detail.heardFrom[detail.ticket.channelAccountId]?.[`+${CUSTOMER.wa_id}`] ?? '')).toBe(
      Math.floor(clock.now().getTime() / 1000) * 1000,
    );
    await shop.once(ticketId, await shop.answer(ticketId, 'Ook hier'), 'sent');
    // From here on they write in the first again.
    await owner.patch(`/api/tickets/${other?.id}`, { changes: { status: 'closed' } });
  });

  it('is kept by the server’s clock, and a sign does not open it', async () => {
    await write('Hoi');
    const { id } = await messageOf('Ook hier');
    const [{ externalId } = { externalId: '' }] = await rowsOf<{ externalId: string }>(
      `select external_id as "externalId" from messages where id = '${id}'`,
    );
    clock.advance({ minutes: 24 * 60 + 1 });
    await shop.deliver(shop.message({ type: 'reaction', reaction: { message_id: externalId, emoji: '🙏' } }, clock.now().getTime() / 1000));
    await settled();
    expect((await messageOf('Ook hier')).reactions).toMatchObject([{ by: 'customer', emoji: '🙏' }]);
    expect(await shop.tryAnswer(ticketId, 'Te laat')).toMatchObject({ status: 409, code: 'reply_window_closed' });
    expect(graph.taken).toEqual([]);
  });

  it('that closes while an answer waits fails the answer with what to do', async () => {
    await write('Nog een vraag');
    const account = `/api/channel-accounts/${shop.account.id}`;
    await owner.patch(account, { paused: true });
    const id = await shop.answer(ticketId, 'Komt eraan');
    await shop.once(ticketId, id, 'queued', /paused/);
    clock.advance({ minutes: 24 * 60 + 1 });
    await owner.patch(account, { paused: false });
    await shop.once(ticketId, id, 'failed', /more than 24 hours old.*Choose a template/);
    expect(graph.taken).toEqual([]);
    const values = { 'body:1': 'Loïs', 'body:2': '#1' };
    await shop.once(ticketId, await shop.answer(ticketId, 'x', await chosen('bezorgupdate', values)), 'sent');
  });
});
