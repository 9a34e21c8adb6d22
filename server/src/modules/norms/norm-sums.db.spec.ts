import { type NormBoard, normBoard, type SaveNormRequest } from '@balie/shared/contracts/norms.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket } from '../tickets/testing/inbound.ts';
import { asOrganisation } from '../tickets/testing/look.ts';
import { KeepSums } from './keep-sums.ts';

/** Whatever is kept, norms come to the same as if all of it were counted for each look. */

const clock = new TestClock();
let app: TestApp;
let house: FoundedOrganisation;
beforeAll(async () => {
  clock.set('2026-05-20T08:00:00Z'); // A Wednesday, ten o'clock in Amsterdam.
  app = await startTestApp({}, clock);
  house = await aFoundedOrganisation(app);
  const mail = await aChannelAccount(app, house);
  const bol = await aChannelAccount(app, house, { kind: 'bol' });
  const scope = { shopIds: [], channelKinds: [], teamIds: [] };
  const base = { active: true, scope, alerts: false, threshold: 0.9 };
  const norms: SaveNormRequest[] = [
    { ...base, name: 'Dag', metric: 'first_answer', seconds: 14_400, hours: 'calendar', window: 'day' },
    { ...base, name: 'Week', metric: 'first_answer', seconds: 7_200, hours: 'business', window: 'week' },
    { ...base, name: 'Maand', metric: 'solved', seconds: null, hours: 'calendar', window: 'four_weeks' },
    { ...base, name: 'Op tijd opgelost', metric: 'solved', seconds: 86_400, hours: 'calendar', window: 'week' },
    {
      ...base,
      name: 'Alleen mail',
      metric: 'first_answer',
      seconds: 3_600,
      hours: 'calendar',
      window: 'week',
      scope: { ...scope, channelKinds: ['email'] },
    },
  ];
  for (const norm of norms) expect((await house.owner.post('/api/norms/own', norm)).status).toBe(201);
  const { id: contactOf } = await aTicket(app, mail);
  await eventually(async () => (await look('select from outbox_events')).length === 0, 'all is told');
  // Of each kind: answered in time and late, solved without an answer, still waiting, answered and not solved; the last one an hour ago.
  await look(
    `with numbered as (
       select uuidv7() as id, i, i % 3 > 0 as is_market, $5::timestamptz - interval '1 hour' - make_interval(mins => 97 * (i - 1)) as asked
         from generate_series(1, 2000) i
     ), made as (
       insert into tickets (id, organisation_id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, reply_token,
                            last_direction, last_message_at, message_count, created_at)
       select n.id, $1, 1000 + i, $2, $3, 'email', t.contact_id, 'Vraag', n.id::text, 'inbound', asked, 1, asked
         from numbered n, tickets t where t.id = $4 returning id
     )
     insert into norm_questions (ticket_id, organisation_id, shop_id, channel_account_id, channel_kind, asked_at, answered_at, worked_ms,
                                 solved_at, marketplace, week, due_at, long_at)
     select id, $1, $2, case when is_market then $6::uuid else $3 end, case when is_market then 'bol' else 'email' end, asked,
            case when i % 7 > 1 then asked + make_interval(mins => i % 2400) end, case when i % 7 > 1 then (i % 2400) * 20000 end,
            case when i % 5 > 0 then asked + make_interval(mins => i % 3000) end, case when is_market then 'bol' end,
            case when is_market then date_trunc('week', asked at time zone 'Europe/Amsterdam')::date end,
            case when is_market then asked + interval '24 hours' end, case when is_market then asked + interval '18 hours' end
       from numbered`,
    house.id,
    house.shopId,
    mail.id,
    contactOf,
    clock.now(),
    bol.id,
  );
});
afterAll(() => app.stop());

const look = <Row>(sql: string, ...given: unknown[]) => asOrganisation(app, house.id, (tx) => tx.query<Row>(sql, given));
const board = async (): Promise<NormBoard> => (await house.owner.get('/api/norms')).as(normBoard);
const keep = () => inOrganisation(house.id, () => app.app.get(KeepSums, { strict: false }).execute());
const keptCount = async () => (await look<{ count: number }>('select count(*)::int as count from norm_sums'))[0]?.count ?? 0;
/** As if nothing had ever been kept. */
async function counted(): Promise<NormBoard> {
  await look('delete from norm_sums');
  return board();
}

it('comes to the same by what is kept and by counting, whatever the norm and the window', async () => {
  const before = await counted();
  // There is something of everything.
  for (const { norm, history } of before.own) expect([norm.name, history.some(({ ours }) => ours !== null)]).toEqual([norm.name, true]);
  expect(
    before.shops[0]?.norms.find(({ name }) => name === 'RESPONSE_TIME')?.history.filter(({ ours }) => ours !== null).length,
  ).toBeGreaterThan(15);
  await keep();
  const many = await keptCount();
  expect(many).toBeGreaterThan(300);
  expect(await board()).toEqual(before);
  await keep();
  expect(await keptCount()).toBe(many);
  // The next day, and the next week, are kept when they are over.
  clock.advance({ days: 6 });
  await keep();
  expect(await board()).toEqual(await counted());
});

it('forgets the day and the week of a question that changes, comes or goes, and no others', async () => {
  await keep();
  const before = await keptCount();
  const [old] = await look<{ id: string; day: string; week: string }>(
    `select ticket_id as id, (asked_at at time zone 'Europe/Amsterdam')::date::text as day, week::text as week from norm_questions
      where marketplace = 'bol' and asked_at < '2026-05-01' order by asked_at desc limit 1`,
  );
  await look('update norm_questions set answered_at = asked_at + interval $$1 minute$$, worked_ms = 60000 where ticket_id = $1', old?.id);
  const gone = before - (await keptCount());
  expect(gone).toBeGreaterThan(1);
  expect(gone).toBeLessThan(12);
  expect(await look('select from norm_sums where period = $1 or period = $2', old?.day, old?.week)).toEqual([]);
  const now = await board();
  expect(now).toEqual(await counted());
  await keep();
  await look('delete from norm_questions where ticket_id = $1', old?.id);
  expect(await board()).toEqual(await counted());
  // Moved to another day: both are counted anew.
  await keep();
  await look(
    `update norm_questions set asked_at = asked_at - interval '9 days', week = week - 7 where ticket_id in (
       select ticket_id from norm_questions where marketplace = 'bol' and asked_at < '2026-04-20' order by asked_at desc limit 3)`,
  );
  expect(await board()).toEqual(await counted());
});

it('forgets what a norm came to when it is another one, and when it is removed', async () => {
  await keep();
  const found = (await board()).own.find((one) => one.norm.name === 'Dag')?.norm;
  if (!found) throw new Error('The norm is gone');
  const { id, ...terms } = found;
  const of = () => look('select from norm_sums where subject = $1', id);
  expect((await of()).length).toBeGreaterThan(5);
  await house.owner.put(`/api/norms/own/${id}`, { ...terms, seconds: 60 });
  expect(await of()).toEqual([]);
  expect(await board()).toEqual(await counted());
  await keep();
  await house.owner.del(`/api/norms/own/${id}`);
  expect(await of()).toEqual([]);
});

it('keeps nothing that changed while it was counted', async () => {
  await look('delete from norm_sums');
  const tickets = await look<{ id: string }>('select ticket_id as id from norm_questions order by ticket_id limit 200');
  const change = async () => {
    for (const [index, { id }] of tickets.entries())
      await look(
        'update norm_questions set answered_at = asked_at + make_interval(mins => $2), worked_ms = $2 * 60000 where ticket_id = $1',
        id,
        index,
      );
  };
  await Promise.all([change(), keep(), keep()]);
  const kept = await board();
  expect(await keptCount()).toBeGreaterThan(0);
  expect(kept).toEqual(await counted());
});
