import { page } from '@balie/shared/contracts/common.ts';
import { agent, me } from '@balie/shared/contracts/people.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { pictureType } from './picture-format.ts';
import { aColleague, aFoundedOrganisation, type SignedInColleague } from './testing/people.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC', 'base64');
const WEBP = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=', 'base64');
/** The frame of a JPEG, without what it shows. */
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffda0008010100003f00d2ffd9', 'hex');

let app: TestApp;
let anna: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp();
  const { id } = await aFoundedOrganisation(app);
  anna = await aColleague(app, { organisationId: id });
});
afterAll(() => app.stop());

const send = (contents: Buffer) => {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(contents)]), 'ik');
  return anna.send('PUT', '/api/me/picture', form);
};
const pictureOf = async () => (await anna.get('/api/me')).as(me).agent.picture;
const open = (path: string | null) => fetch(`${app.url}${path}`);

it.each([
  ['image/png', PNG],
  ['image/webp', WEBP],
  ['image/jpeg', JPEG],
])('knows a picture by its bytes: %s', (type, contents) => {
  expect(pictureType(contents)).toBe(type);
});

const huge = Buffer.from(PNG);
huge.writeUInt32BE(20_000, 16);
it.each([
  ['a document with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['a page that begins like a picture', Buffer.concat([PNG, Buffer.from('<script>alert(1)</script>')])],
  ['a picture that is cut off', PNG.subarray(0, 60)],
  ['a picture as large as a wall', huge],
  ['nothing', Buffer.alloc(0)],
])('takes no %s', async (_what, contents) => {
  expect(await send(contents)).toMatchObject({ status: 422, code: 'picture_unusable' });
  expect(await pictureOf()).toBeNull();
});

it('takes no picture above a megabyte, and nothing that is no form', async () => {
  expect(await send(Buffer.concat([PNG.subarray(0, -12), Buffer.alloc(1024 * 1024), PNG.subarray(-12)]))).toMatchObject({
    code: 'picture_unusable',
  });
  expect(await anna.send('PUT', '/api/me/picture', { file: 'x' })).toMatchObject({ code: 'picture_unusable' });
});

it('shows a picture to whoever has its address, and never as anything else', async () => {
  expect((await send(PNG)).status).toBe(200);
  const first = await pictureOf();
  const listed = (await anna.get('/api/agents')).as(page(agent)).items.find(({ id }) => id === anna.id);
  expect(listed?.picture).toBe(first);
  const shown = await open(first);
  expect(Buffer.from(await shown.arrayBuffer()).equals(PNG)).toBe(true);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': expect.stringContaining('immutable'),
  });

  // Another picture has another address; the one before is gone.
  expect((await send(WEBP)).status).toBe(200);
  expect(await pictureOf()).not.toBe(first);
  expect((await open(first)).status).toBe(404);
  expect((await anna.del('/api/me/picture')).as(me).agent.picture).toBeNull();
  expect((await open('/api/agent-pictures/00000000-0000-4000-8000-000000000000')).status).toBe(404);
});
