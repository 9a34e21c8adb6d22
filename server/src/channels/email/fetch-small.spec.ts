import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Config } from '../../platform/config/config.ts';
import { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import { fetchSmall } from './fetch-small.ts';
import { TEST_CERTIFICATE } from './testing/test-certificate.ts';

let server: https.Server;
let base: string;
beforeAll(async () => {
  server = https.createServer(TEST_CERTIFICATE, (request, response) => {
    const to = (location: string) => response.writeHead(302, { location }).end();
    if (request.url === '/ok') response.end('<ok/>');
    else if (request.url === '/once') to('/ok');
    else if (request.url === '/round') to('/round');
    else if (request.url === '/plain') to('http://127.0.0.1/ok');
    else if (request.url === '/long') response.end('x'.repeat(100_000));
    else if (request.url !== '/silent') response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const guard = (allowPrivateHosts: boolean) => new OutboundGuard({ allowPrivateHosts } as Partial<Config> as Config);
/** Only what never answers is waited for so long. */
const timeoutOf = (path: string) => (path === '/silent' ? 50 : 120_000);
const get = (path: string, allowed = true) => fetchSmall(new URL(`${base}${path}`), guard(allowed), timeoutOf(path), TEST_CERTIFICATE.cert);

it('fetches, also after a redirect', async () => {
  expect(await get('/ok')).toBe('<ok/>');
  expect(await get('/once')).toBe('<ok/>');
});

it.each([
  ['/round', /redirects/],
  ['/plain', /HTTPS/],
  ['/long', /too long/],
  ['/missing', /404/],
  ['/silent', /abort/i],
])('gives up on %s', async (path, reason) => {
  await expect(get(path)).rejects.toThrow(reason);
});

it('goes nowhere that the operator does not allow', async () => {
  await expect(get('/ok', false)).rejects.toThrow(/private/);
});
