import { chatSession } from '@balie/shared/contracts/chat.ts';
import { afterAll, expect, it } from '@jest/globals';
import { ChatShop } from '../src/channels/chat/testing/chat-shop.ts';
import { aFoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

/** The made-up webshop in which the chat can be tried. */

const apps: TestApp[] = [];
async function running(environment: Record<string, string>): Promise<TestApp> {
  const app = await startTestApp(environment);
  apps.push(app);
  return app;
}
afterAll(() => Promise.all(apps.map((app) => app.stop())));

it('is not there unless it is asked for', async () => {
  const { url } = await running({});
  for (const page of ['/demo-shop', '/demo-shop/cart']) expect((await fetch(url + page)).status).toBe(404);
  expect((await fetch(`${url}/demo-shop/account`, { method: 'POST' })).status).toBe(404);
});

it('carries the first chat under the strictest policy, and vouches for who signs in', async () => {
  const app = await running({ BALIE_DEMO_SHOP: 'true', BALIE_URL: 'https://balie.test' });
  const page = async (file: string, init: RequestInit = {}) => fetch(`${app.url}/demo-shop${file}`, { redirect: 'manual', ...init });
  expect(await (await page('')).text()).toContain('Er is nog geen chat gekoppeld');

  const { owner } = await aFoundedOrganisation(app);
  const shop = await ChatShop.open(owner);
  const home = await page('');
  expect(home.headers.get('content-security-policy')).toContain("script-src 'self' https://balie.test;");
  expect(home.headers.get('content-security-policy')).not.toContain('unsafe');
  const html = await home.text();
  expect(html).toContain(`<script async src="https://balie.test/widget.js" data-key="${shop.key}"></script>`);
  // A strict policy forbids them, so that there must be none.
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/u);

  const signedIn = await page('/account', { method: 'POST', body: new URLSearchParams({ customer: 'klant-1001' }) });
  expect(signedIn.status).toBe(303);
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const account = async () => (await page('/account', { headers: { cookie } })).text();
  expect(await account()).toContain('Dag Jan de Vries');
  // Without a secret there is nothing to sign with.
  expect(await account()).not.toContain('jwt');
  await shop.newSecret();
  const jwt = /&quot;jwt&quot;:&quot;([\w.-]+)&quot;/.exec(await account())?.[1] ?? '';
  const session = await fetch(`${app.url}/api/chat/${shop.key}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://lampen.test' },
    body: JSON.stringify({ identity: { jwt }, page: { url: 'https://lampen.test/' }, language: 'nl' }),
  });
  expect(chatSession.parse(await session.json()).visitor).toEqual({
    name: 'Jan de Vries',
    email: 'jan.devries@klanten.example',
    verified: true,
  });
});

it('leads back to its front page from a product that is not there', async () => {
  const { url } = await running({ BALIE_DEMO_SHOP: '1' });
  const answer = await fetch(`${url}/demo-shop/product/..%2F..%2Fetc`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demo-shop']);
});
