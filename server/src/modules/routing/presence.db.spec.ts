import type { AgentPresence } from '@balie/shared/contracts/routing.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { ConsolePresence } from './console-presence.ts';
import { becomes, openConsoles, stateOf } from './testing/crew.ts';

let app: TestApp;
let shop: FoundedOrganisation;
let anna: SignedInColleague;
let bas: SignedInColleague;

beforeAll(async () => {
  app = await startTestApp();
  shop = await aFoundedOrganisation(app);
  [anna, bas] = [await aColleague(app, { organisationId: shop.id }), await aColleague(app, { organisationId: shop.id })];
});
afterAll(() => app.stop());

/** Past the fences. */
const asHouse = (sql: string, parameters: unknown[] = []) =>
  app.app.get(UnitOfWork).system('housekeeping', (tx) => tx.query(sql, parameters));
const choose = (who: SignedInColleague, availability: string) => who.put('/api/routing/availability', { availability });

it('is offline, and nobody knows since when, as long as no console was ever opened', async () => {
  expect(await stateOf(shop.owner, anna.id)).toEqual({ agentId: anna.id, state: 'offline', since: null, availability: 'available' });
});

it('is available while a console is open, away when they say so, and everybody hears of it', async () => {
  const [watching] = await openConsoles(bas);
  const heard: AgentPresence[] = [];
  watching?.on('agent-states.changed', ({ items }) => heard.push(...items.filter(({ agentId }) => agentId === anna.id)));
  const [first, second] = await openConsoles(anna, anna);
  expect((await choose(anna, 'away')).status).toBe(200);
  const away = await becomes(bas, anna.id, 'away');
  expect(Date.now() - Date.parse(away.since ?? '')).toBeLessThan(60_000);
  // Again: nothing is different, and since when stays.
  await choose(anna, 'away');
  expect((await stateOf(bas, anna.id))?.since).toBe(away.since);
  await choose(anna, 'available');
  await becomes(bas, anna.id, 'available');

  // One of two tabs is closed: still there.
  first?.close();
  second?.close();
  const [again] = await openConsoles(anna);
  await becomes(bas, anna.id, 'available');
  await eventually(() => heard.some(({ state }) => state === 'away') && heard.at(-1)?.state === 'available', 'the other console heard');
  // A page that was loaded again is nobody leaving.
  expect(heard.map(({ state }) => state)).not.toContain('offline');

  again?.close();
  const offline = await becomes(bas, anna.id, 'offline');
  expect(offline.since).not.toBeNull();
  await eventually(() => heard.at(-1)?.state === 'offline', 'the other console heard that they left');
  watching?.close();
});

it('keeps what they chose while they are gone', async () => {
  const [socket] = await openConsoles(anna);
  await choose(anna, 'away');
  socket?.close();
  await becomes(shop.owner, anna.id, 'offline');
  const back = await anna.openSocket();
  expect((await becomes(shop.owner, anna.id, 'away')).availability).toBe('away');
  await choose(anna, 'available');
  back.close();
});

it('tells that somebody left whose server process died with their console', async () => {
  await becomes(shop.owner, anna.id, 'offline');
  await asHouse(`insert into server_processes (id, started_at, heartbeat_at) values ('elders:1:dood', now(), 'infinity')`);
  await asHouse(`insert into agent_consoles (process_id, agent_id, organisation_id) values ('elders:1:dood', $1, $2)`, [anna.id, shop.id]);
  await asHouse('update agent_routing set connected = true, absent_since = null where agent_id = $1', [anna.id]);
  await becomes(shop.owner, anna.id, 'available');
  await app.app.get(ConsolePresence).sweep();
  expect((await stateOf(shop.owner, anna.id))?.state).toBe('available');

  await asHouse(`delete from server_processes where id = 'elders:1:dood'`);
  await app.app.get(ConsolePresence).sweep();
  expect((await stateOf(shop.owner, anna.id))?.state).toBe('offline');
});

it('says again who is here when this process was taken for dead', async () => {
  const [socket] = await openConsoles(anna);
  await asHouse('delete from agent_consoles');
  await app.app.get(ConsolePresence).sweep();
  expect((await stateOf(shop.owner, anna.id))?.state).toBe('available');
  expect(await asHouse('select agent_id from agent_consoles where agent_id = $1', [anna.id])).toHaveLength(1);
  socket?.close();
});

it('is on a call while one is going on, whatever they chose', async () => {
  const [socket] = await openConsoles(anna);
  const account = `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status)
    values (uuidv7(), $1, $2, 'phone', 'Telefoon', '+31201234567', 'connected') returning id`;
  const [{ id: accountId } = { id: '' }] = (await asHouse(account, [shop.id, shop.shopId])) as { id: string }[];
  await asHouse(
    `insert into calls (id, organisation_id, channel_account_id, shop_id, provider_call_id, direction, rang_at, answered_at, agent_id, created_at, updated_at)
     values (uuidv7(), $1, $2, $3, 'gesprek-1', 'inbound', now(), now(), $4, now(), now())`,
    [shop.id, accountId, shop.shopId, anna.id],
  );
  expect((await stateOf(bas, anna.id))?.state).toBe('on_call');
  await asHouse(`update calls set ended_at = now() where provider_call_id = 'gesprek-1'`);
  expect((await stateOf(bas, anna.id))?.state).toBe('available');
  socket?.close();
});
