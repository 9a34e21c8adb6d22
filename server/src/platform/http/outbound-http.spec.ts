import http from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.ts';
import { OutboundGuard } from './outbound-guard.ts';
import { OutboundHttp } from './outbound-http.ts';

const open = new OutboundHttp(new OutboundGuard(readConfig({ BALIE_ALLOW_PRIVATE_HOSTS: 'true' }, '/tmp')));
const strict = new OutboundHttp(new OutboundGuard(readConfig({}, '/tmp')));

let server: http.Server;
let url: string;
const asked: string[] = [];
beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/silent') return;
    if (request.url === '/long') return void response.end(Buffer.alloc(5_000));
    if (request.url === '/elsewhere') return void response.writeHead(302, { location: `${url}/secret` }).end();
    request.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('brings what is sent, and what is answered', async () => {
  const answer = await open.send(`${url}/echo`, { method: 'POST', body: 'één' });
  expect([answer.status, answer.body.toString()]).toEqual([200, 'één']);
});

it('never goes to a private address that the operator did not allow', async () => {
  const before = asked.length;
  await expect(strict.send(`${url}/secret`)).rejects.toMatchObject({ code: 'EPRIVATEHOST' });
  await expect(strict.send(url.replace('127.0.0.1', 'localhost'))).rejects.toMatchObject({ code: 'EPRIVATEHOST' });
  expect(asked).toHaveLength(before);
});

it('is led nowhere', async () => {
  expect((await open.send(`${url}/elsewhere`)).status).toBe(302);
  expect(asked).not.toContain('/secret');
});

it('waits no longer and reads no more than it was told', async () => {
  await expect(open.send(`${url}/silent`, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  await expect(open.send(`${url}/long`, { maxBytes: 1_000 })).rejects.toMatchObject({ code: 'EANSWERTOOLARGE' });
  const stop = new AbortController();
  const sending = open.send(`${url}/silent`, { signal: stop.signal });
  stop.abort();
  await expect(sending).rejects.toMatchObject({ code: 'ABORT_ERR' });
});
