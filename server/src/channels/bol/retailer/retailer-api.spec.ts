import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestClock } from '../../../../test/support/test-clock.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { OutboundGuard } from '../../../platform/http/outbound-guard.ts';
import { OutboundHttp } from '../../../platform/http/outbound-http.ts';
import { RetailerApi } from './retailer-api.ts';
import { RetailerBusy, RetailerRefused, RetailerUnreachable } from './retailer-errors.ts';
import { RetailerLimits } from './retailer-limits.ts';
import { processStatus, reducedOrders } from './retailer-shapes.ts';
import { RetailerTokens } from './retailer-tokens.ts';
import { FakeRetailer } from './testing/fake-retailer.ts';

let fake: FakeRetailer;
let clock: TestClock;
let api: RetailerApi;
let folder: string;
beforeEach(async () => {
  fake = await FakeRetailer.start();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'balie-bol-'));
  clock = new TestClock();
  const config = readConfig({ ...fake.environment, BALIE_DATA_DIR: folder, BALIE_ALLOW_PRIVATE_HOSTS: 'true' }, folder);
  const http = new OutboundHttp(new OutboundGuard(config));
  api = new RetailerApi(http, config, new RetailerTokens(http, config, clock), new RetailerLimits());
});
afterEach(async () => {
  await fake.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const ORDERS = '/retailer/orders?status=ALL&fulfilment-method=ALL';
const read = (more: { patient?: boolean; signal?: AbortSignal } = {}) =>
  api.call(fake.access, { endPoint: 'GET orders', path: ORDERS, schema: reducedOrders, ...more });
const write = (rmaId: string, more: { patient?: boolean } = {}) =>
  api.call(fake.access, {
    method: 'PUT',
    endPoint: 'PUT returns/{id}',
    path: `/retailer/returns/${rmaId}`,
    body: { handlingResult: 'RETURN_RECEIVED', quantityReturned: 1 },
    schema: processStatus,
    ...more,
  });

describe('the token', () => {
  it('is one for all requests, also for those that ask at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => read()));
    await read();
    expect(fake.tokensGiven).toHaveLength(1);
  });

  it('is renewed shortly before it ends, once', async () => {
    await read();
    clock.advance({ seconds: 260 });
    await read();
    expect(fake.tokensGiven).toHaveLength(1);
    clock.advance({ seconds: 10 });
    await Promise.all([read(), read(), read()]);
    expect(fake.tokensGiven).toHaveLength(2);
  });

  it('is renewed once when bol has revoked it', async () => {
    await read();
    fake.revokeTokens();
    await Promise.all([read(), read()]);
    expect(fake.tokensGiven.length).toBeLessThanOrEqual(3);
    const renewed = fake.tokensGiven.length;
    await read();
    expect(fake.tokensGiven).toHaveLength(renewed);
  });

  it('is not asked for again and again when the secret is wrong', async () => {
    const wrong = { ...fake.access, clientSecret: 'not the secret' };
    const asked = api.call(wrong, { endPoint: 'GET orders', path: ORDERS, schema: reducedOrders, patient: true });
    await expect(asked).rejects.toMatchObject({ code: 'credentials_refused', needsPerson: true });
    expect(fake.asked(/token/)).toHaveLength(1);
  });

  it('of a connection is not used for another, and no error tells the secret', async () => {
    await read();
    const other = api.call(
      { clientId: 'another-client', clientSecret: 'anders geheim' },
      { endPoint: 'x', path: ORDERS, schema: reducedOrders },
    );
    const error = await other.catch((one: unknown) => one);
    expect(error).toBeInstanceOf(RetailerRefused);
    expect(JSON.stringify({ ...(error as Error), message: (error as Error).message })).not.toContain('geheim');
  });
});

describe('limits', () => {
  it('are kept by what the headers tell: nothing is asked that would be refused', async () => {
    fake.limit('GET /retailer/orders', 2, 1);
    for (let n = 0; n < 5; n += 1) await read({ patient: true });
    expect(fake.asked(/GET .retailer.orders/)).toHaveLength(5);
  });

  it('wait out a 429 as long as it says, and go on', async () => {
    fake.limit('GET /retailer/orders', 1, 1);
    const other = new RetailerLimits();
    expect(other.note('c', 'e', 429, { 'retry-after': '7' })).toBe(7);
    await expect(other.enter('c', 'e', false, undefined)).rejects.toMatchObject({ afterSeconds: 7 });
    await expect(other.enter('c', 'another end point', false, undefined)).resolves.toBeUndefined();
    // Somebody else uses the same credentials: bol refuses what we think is free.
    await fetch(`${fake.url}${ORDERS}`);
    await Promise.all([read({ patient: true }), read({ patient: true })]);
    expect(fake.asked(/GET .retailer.orders/).length).toBeGreaterThanOrEqual(3);
  });

  it('send away who cannot wait, with the time to come back', async () => {
    fake.limit('GET /retailer/orders', 1, 30);
    await read();
    await expect(read()).rejects.toBeInstanceOf(RetailerBusy);
    expect(fake.asked(/GET .retailer.orders/)).toHaveLength(1);
  });

  it('let go of who waits when the work is stopped', async () => {
    fake.limit('GET /retailer/orders', 1, 60);
    await read();
    const stop = new AbortController();
    const waiting = read({ patient: true, signal: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toThrow();
  });
});

describe('failures', () => {
  it('of the server are tried again when reading', async () => {
    fake.down = 1;
    await expect(read({ patient: true })).resolves.toEqual({ orders: [] });
    expect(fake.asked(/GET .retailer.orders/)).toHaveLength(2);
  });

  it('of the server are never tried again by themselves when writing: it may have been done', async () => {
    fake.nextWrite = 'failing';
    await expect(write('86000001', { patient: true })).rejects.toMatchObject({ mayBeDone: true });
    fake.nextWrite = 'unheard';
    await expect(write('86000001', { patient: true })).rejects.toMatchObject({ mayBeDone: true });
    expect(fake.asked(/PUT/)).toHaveLength(2);
  });

  it('to get a token mean that nothing was done', async () => {
    fake.loginDown = true;
    await expect(write('86000001')).rejects.toMatchObject({ mayBeDone: false });
    expect(fake.asked(/PUT/)).toEqual([]);
  });

  it('are told in words', async () => {
    const refused = api.call(fake.access, { endPoint: 'GET orders', path: `${ORDERS}&page=0`, schema: reducedOrders });
    await expect(refused).rejects.toMatchObject({ status: 400, code: 'refused', message: 'must be greater than or equal to 1' });
    fake.forbids = 'orders';
    await expect(read()).rejects.toMatchObject({ code: 'not_authorised', needsPerson: true });
  });

  it('like an answer that is none are no crash', async () => {
    const odd = api.call(fake.access, { endPoint: 'GET orders', path: ORDERS, schema: processStatus });
    await expect(odd).rejects.toBeInstanceOf(RetailerUnreachable);
  });

  it('to find are no failure', async () => {
    const asked = { endPoint: 'GET process-status/{id}', path: '/shared/process-status/404', schema: processStatus };
    await expect(api.find(fake.access, asked)).resolves.toBeUndefined();
  });
});
