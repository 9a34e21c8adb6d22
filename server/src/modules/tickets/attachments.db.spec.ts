import { attachment } from '@balie/shared/contracts/files.ts';
import { ticketAndMessage, undoneReply } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from './testing/inbound.ts';
import { aReply } from './testing/writing.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({ BALIE_UNDO_SECONDS: '30' });
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
  agent = await aColleague(app, { organisationId: organisation.id });
});
afterAll(() => app.stop());

function form(contents: Uint8Array<ArrayBuffer>, name: string, type: string, fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [key, value] of Object.entries(fields)) data.set(key, value);
  data.set('file', new Blob([contents], { type }), name);
  return data;
}
const upload = async (contents: Uint8Array<ArrayBuffer>, name: string, type: string, fields = {}) =>
  (await agent.post('/api/attachments', form(contents, name, type, fields))).as(attachment);
const bytes = (text: string) => new TextEncoder().encode(text);
const fetchFile = (id: string, by = agent, query = '') => by.get(`/api/attachments/${id}${query}`);
const png = () => new Uint8Array(PNG);

it('takes a picture and shows it in place', async () => {
  const kept = await upload(png(), 'bon café ✓.png', 'image/png', { inline: 'true' });
  expect(kept).toMatchObject({ name: 'bon café ✓.png', contentType: 'image/png', sizeBytes: PNG.length, inline: true, previewable: true });
  const file = await fetchFile(kept.id);
  expect(file.status).toBe(200);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(file.headers.get('content-length')).toBe(String(PNG.length));
  expect(file.headers.get('content-disposition')).toBe(
    `inline; filename="bon caf_ _.png"; filename*=UTF-8''bon%20caf%C3%A9%20%E2%9C%93.png`,
  );
  expect(file.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(file.headers.get('content-security-policy')).toContain('sandbox');
  expect((await fetchFile(kept.id, agent, '?download=1')).headers.get('content-disposition')).toMatch(/^attachment;/);
});

it.each([
  ['page.html', 'text/html', '<html><script>alert(1)</script></html>'],
  ['drawing.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['drawing.svg', 'image/png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['script.js', 'text/javascript', 'alert(1)'],
])('hands %s over as plain bytes, never shown, even as %s', async (name, type, text) => {
  const kept = await upload(bytes(text), name, type);
  expect(kept.previewable).toBe(false);
  for (const query of ['', '?download=1']) {
    const file = await fetchFile(kept.id, agent, query);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment;/);
  }
});

it('believes the contents, not the name', async () => {
  expect(await upload(png(), 'rekening.pdf', 'application/pdf')).toMatchObject({ contentType: 'image/png' });
  expect(await upload(bytes('a;b'), 'lijst.csv', 'text/csv')).toMatchObject({ contentType: 'text/csv' });
  expect(await upload(bytes('?'), '../../etc/pass\u0007wd', 'nonsense')).toMatchObject({
    name: 'passwd',
    contentType: 'application/octet-stream',
  });
});

it('takes 59 MB and says plainly that 61 MB are too much', async () => {
  expect((await upload(new Uint8Array(59 * 1024 * 1024), 'film.bin', 'application/octet-stream')).sizeBytes).toBe(59 * 1024 * 1024);
  const refused = await agent.post('/api/attachments', form(new Uint8Array(61 * 1024 * 1024), 'film.bin', 'video/mp4'));
  expect([refused.status, refused.code]).toEqual([413, 'file_too_large']);
});

it('asks for a file when there is none', async () => {
  const empty = new FormData();
  empty.set('inline', 'true');
  expect((await agent.post('/api/attachments', empty)).code).toBe('no_file');
  expect((await agent.post('/api/attachments', {})).code).toBe('no_file');
});

it('keeps an upload to its uploader until it is sent, and to the organisation then', async () => {
  const kept = await upload(png(), 'a.png', 'image/png');
  const stranger = (await aFoundedOrganisation(app)).owner;
  expect((await fetchFile(kept.id, organisation.owner)).status).toBe(404);
  const { id } = await aTicket(app, account);
  const stolen = await organisation.owner.post(`/api/tickets/${id}/replies`, aReply({ attachmentIds: [kept.id] }));
  expect(stolen.code).toBe('attachment_unknown');
  await agent.post(`/api/tickets/${id}/replies`, aReply({ attachmentIds: [kept.id] }));
  expect((await fetchFile(kept.id, organisation.owner)).status).toBe(200);
  expect((await fetchFile(kept.id, stranger)).status).toBe(404);
});

it('sends files in order, pictures in the text with it, and gives them back with an undo', async () => {
  const { id } = await aTicket(app, account);
  const [list, picture] = [
    await upload(bytes('a;b'), 'lijst.csv', 'text/csv'),
    await upload(png(), 'foto.png', 'image/png', { inline: 'true' }),
  ];
  const html = `<p>Zie <img src="/api/attachments/${picture.id}" /></p>`;
  const { message } = (await agent.post(`/api/tickets/${id}/replies`, aReply({ html, attachmentIds: [list.id] }))).as(ticketAndMessage);
  expect(message.attachments.map((file) => [file.id, file.inline])).toEqual([
    [list.id, false],
    [picture.id, true],
  ]);
  const { draft } = (await agent.post(`/api/messages/${message.id}/undo`)).as(undoneReply);
  expect(draft.attachments.map((file) => file.id).sort()).toEqual([list.id, picture.id].sort());
  const again = (
    await agent.post(`/api/tickets/${id}/replies`, aReply({ html: draft.content.html, attachmentIds: draft.content.attachmentIds }))
  ).as(ticketAndMessage);
  expect(again.message.attachments).toHaveLength(2);
});

it('copies a file that is sent on, so that the first message keeps its own', async () => {
  const { id } = await aTicket(app, account);
  const kept = await upload(png(), 'foto.png', 'image/png');
  const html = `<p><img src="/api/attachments/${kept.id}" /></p>`;
  const first = (await agent.post(`/api/tickets/${id}/replies`, aReply({ html }))).as(ticketAndMessage);
  const second = (await agent.post(`/api/tickets/${id}/replies`, aReply({ html }))).as(ticketAndMessage);
  expect(first.message.attachments.map((file) => file.id)).toEqual([kept.id]);
  const [copy] = second.message.attachments;
  expect(copy?.id).not.toBe(kept.id);
  expect(second.message.html).toContain(`/api/attachments/${copy?.id}`);
});
