import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { aFoundedOrganisation, type SignedInColleague } from '../src/modules/agents/testing/people.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
let owner: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({ BALIE_URL: 'https://balie.klompen.example/' });
  owner = (await aFoundedOrganisation(app)).owner;
});
afterAll(() => app.stop());

/** With the cookie, as a browser would for a request that this site caused. */
const rename = (headers: Record<string, string>) =>
  fetch(`${app.url}/api/organisation`, {
    method: 'PATCH',
    headers: { cookie: owner.cookie, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name: 'Gekaapt' }),
  });
/** @returns why it was refused, or that it was not */
async function connectFrom(origin: string): Promise<string> {
  const socket = io(app.url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie: owner.cookie, origin } });
  const outcome = await new Promise<string>((resolve) => {
    socket.once('connect_error', ({ message }) => resolve(message));
    socket.once('connect', () => resolve('connected'));
  });
  socket.close();
  return outcome;
}
const nameNow = async () => ((await owner.get('/api/organisation')).body as { name: string }).name;

describe('what another site makes a browser do', () => {
  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' }, // A neighbour under the same domain is not us.
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('changes nothing: %j', async (headers) => {
    const answer = await rename(headers as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'foreign_origin' });
    expect(await nameNow()).toBe('Klompen & Co');
  });

  it.each(['https://evil.example', 'http://balie.klompen.example', 'null'])('opens no live connection: %s', async (origin) => {
    expect(await connectFrom(origin)).toBe('foreign_origin');
  });

  it('cannot hide its body as text', async () => {
    const answer = await rename({ 'content-type': 'text/plain' });
    expect(answer.status).toBe(400);
    expect(await nameNow()).toBe('Klompen & Co');
  });

  it('is told apart from our own console and from programs', async () => {
    expect((await rename({ origin: app.url })).status).toBe(200);
    expect((await rename({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await rename({})).status).toBe(200);
    expect(await connectFrom(app.url)).toBe('connected');
  });

  it('is told apart from our console behind a proxy that names itself as the host', async () => {
    expect((await rename({ origin: 'https://balie.klompen.example' })).status).toBe(200);
    expect(await connectFrom('https://balie.klompen.example')).toBe('connected');
  });
});
