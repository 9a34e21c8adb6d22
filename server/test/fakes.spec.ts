import http from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FakeGraph } from '../src/channels/whatsapp/testing/fake-graph.ts';
import { CUSTOMER, NUMBER } from '../src/channels/whatsapp/testing/meta-caller.ts';
import { freePort } from './support/test-app.ts';

/** The providers of the journeys are shared by many a server, and outlive each of them. A rejection that nobody hears of fails these. */

let graph: FakeGraph;
beforeAll(async () => {
  graph = await FakeGraph.start();
});
afterAll(() => graph.stop());

const send = () =>
  fetch(`${graph.apiUrl}/${NUMBER.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${graph.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: CUSTOMER.wa_id, type: 'text', text: { body: 'Hoi' } }),
  });

it('goes on when who asks is gone in the middle of the question', async () => {
  const asked = http.request(graph.apiUrl, { method: 'POST', headers: { 'content-length': '1000' } });
  const gone = new Promise((resolve) => asked.once('error', resolve));
  await new Promise((resolve) => asked.write('{"the first half', resolve));
  asked.destroy(new Error('gone'));
  await gone;
  expect((await send()).status).toBe(200);
});

it('goes on when nobody is there to hear what became of a message', async () => {
  graph.opensWindow(CUSTOMER.wa_id);
  graph.tellsStatuses = true;
  graph.meta.url = `http://127.0.0.1:${await freePort()}`;
  for (const _ of [1, 2]) expect((await send()).status).toBe(200);
});
