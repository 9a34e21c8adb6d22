import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Durations } from '../console/percentiles.ts';
import type { Called, Load } from './caller-process.ts';

/** More at once than any provider opens. */
const MOST_SOCKETS = 64;
const TICK_MS = 2;

process.once('message', (load: Load) => {
  void call(load).then((called) => process.send?.(called, () => process.disconnect()));
});

async function call({ url, appSecret, rate, seconds, customers, warmUp }: Load): Promise<Called> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: MOST_SOCKETS });
  const sign = (first: number) => (_: unknown, index: number) => {
    const body = aWebhook(first + (index % customers));
    return { body, signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` };
  };
  const [warmCalls, calls] = [warmUp, { rate, seconds }].map((load, index) =>
    Array.from({ length: load.rate * load.seconds }, sign((index + 1) * 10_000_000)),
  ) as [Call[], Call[]];
  const warm = await sendAll(warmCalls, warmUp.rate, ({ body, signature }) => post(agent, url, body, signature));
  const start = performance.now();
  const { answered, durations } = await sendAll(calls, rate, ({ body, signature }) => post(agent, url, body, signature));
  const took = (performance.now() - start) / 1000;
  agent.destroy();
  const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => durations.percentile(share)) as [number, number, number];
  return { answered, warmed: warm.answered, seconds: took, p50, p99, worst };
}

interface Call {
  readonly body: string;
  readonly signature: string;
}

/** At its rate, whatever the answers take. */
async function sendAll(calls: readonly Call[], rate: number, send: (call: Call) => Promise<number>) {
  const durations = new Durations();
  let answered = 0;
  const underWay: Promise<void>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < calls.length; ) {
    const due = Math.min(calls.length, Math.floor(((performance.now() - start) / 1000) * rate) + 1);
    for (const call of calls.slice(sent, due)) {
      const dueAt = start + (sent++ / rate) * 1000;
      underWay.push(
        send(call).then((status) => {
          durations.add(performance.now() - dueAt);
          if (status === 200) answered++;
        }),
      );
    }
    await delay(TICK_MS);
  }
  await Promise.all(underWay);
  return { answered, durations };
}

function post(agent: http.Agent, url: string, body: string, signature: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-hub-signature-256': signature };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', () => resolve(0));
    request.end(body);
  });
}

/** One message, as Meta tells of it. */
function aWebhook(subscriber: number): string {
  const from = `316${subscriber}`;
  const userId = `NL.${subscriber}000000000`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const message = {
    from,
    from_user_id: userId,
    id: `wamid.${randomUUID()}`,
    timestamp,
    type: 'text',
    text: { body: `Waar blijft mijn bestelling ${subscriber}?` },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '31201234567', phone_number_id: '106540352242922' },
    contacts: [{ profile: { name: `Klant ${subscriber}` }, wa_id: from, user_id: userId }],
    messages: [message],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }],
  });
}
