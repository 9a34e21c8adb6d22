import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfig } from '../src/platform/config/config.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '../test/support/test-database.ts';
import { makeTalks } from './lines/talks.ts';
import { InstallationNotEmpty, makeDemo } from './make-demo.ts';
import { bolStories } from './stories/bol-stories.ts';
import { makeStories } from './stories/make-stories.ts';

const OPTIONS = { seed: 7, count: 30, until: new Date() };

let dir: string;
let database: TestDatabase;
const perform = (signal = new AbortController().signal) => {
  const config = readConfig({ BALIE_DATA_DIR: dir, DATABASE_URL: database.url, PORT: '0' }, dir);
  return makeDemo(config, OPTIONS, { signal, onStep: () => undefined, database });
};
const column = <T>(sql: string): Promise<T[]> =>
  new UnitOfWork(database.dataSource).system('housekeeping', async (tx) => (await tx.query<{ value: T }>(sql)).map(({ value }) => value));

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-demo-'));
  database = await createTestDatabase();
  await perform();
}, 120_000);
afterAll(async () => {
  await database.drop();
  await fs.rm(dir, { recursive: true, force: true });
});

it('turns each story into one ticket, by the real intake', async () => {
  const stories = [...makeStories(OPTIONS), ...bolStories(OPTIONS.until)];
  expect(await column(`select count(*)::int as value from tickets where channel_kind in ('email', 'bol')`)).toEqual([stories.length]);
  const mails = stories.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'mail').length;
  const ofMail = `channel_account_id in (select id from channel_accounts where kind in ('email', 'bol'))`;
  expect(await column(`select count(*)::int as value from messages where direction = 'inbound' and ${ofMail}`)).toEqual([mails]);
  expect(await column(`select count(*)::int as value from raw_messages where state = 'done' and ${ofMail}`)).toEqual([mails]);
});

it('lets customers talk on WhatsApp and by telephone, with what they are used to', async () => {
  const { talks, chats, calls } = makeTalks(OPTIONS.seed, OPTIONS.count, OPTIONS.until);
  expect(makeTalks(OPTIONS.seed, OPTIONS.count, OPTIONS.until)).toEqual({ talks, chats, calls });
  const said = talks.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'says' || kind === 'shows').length;
  expect(await column(`select count(*)::int as value from messages where channel_kind = 'whatsapp' and direction = 'inbound'`)).toEqual([
    said,
  ]);
  const answers = talks.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'answer').length;
  expect(
    await column(`select count(*)::int as value from messages where channel_kind = 'whatsapp' and delivery_state = 'delivered'`),
  ).toEqual([answers]);
  expect(await column('select count(*)::int as value from message_reactions')).toEqual([1]);
  expect(await column('select count(*)::int as value from calls where ended_at is not null')).toEqual([calls.length]);
  expect(new Set(await column('select outcome as value from calls'))).toEqual(new Set(['answered', 'missed', 'abandoned']));
});

it('lets visitors chat, who read what they are answered and are mailed nothing', async () => {
  const { chats } = makeTalks(OPTIONS.seed, OPTIONS.count, OPTIONS.until);
  const steps = chats.flatMap((chat) => chat.steps);
  const [said, answers] = [steps.filter(({ kind }) => kind === 'says' || kind === 'shows'), steps.filter(({ kind }) => kind === 'answer')];
  const ofChat = (condition: string) =>
    column<number>(`select count(*)::int as value from messages where channel_kind = 'chat' and ${condition}`);
  expect(await ofChat(`direction = 'inbound'`)).toEqual([said.length]);
  expect(await ofChat(`delivery_state = 'read'`)).toEqual([answers.length]);
  expect(await column(`select count(*)::int as value from tickets where channel_kind = 'chat'`)).toEqual([chats.length]);
  expect(
    await column(
      `select count(*)::int as value from messages where nature = 'automatic' and ticket_id in (select id from tickets where channel_kind = 'chat')`,
    ),
  ).toEqual([0]);
});

it('brings the questions of bol as such, answered through its relay', async () => {
  const asked = bolStories(OPTIONS.until).filter(({ subject }) => subject.startsWith('Vraag over bestelling'));
  const orders = await column<string>(
    `select marketplace->>'orderNumber' as value from messages where marketplace->>'recognised' = 'question'`,
  );
  expect(orders.sort()).toEqual(asked.map(({ subject }) => subject.split(' ').at(-1)).sort());
  expect(await column(`select distinct channel_kind as value from tickets where subject like 'Vraag over bestelling%'`)).toEqual(['bol']);
  const answers = asked.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'reply').length;
  expect(
    await column(
      `select count(*)::int as value from messages where channel_kind = 'bol' and direction = 'outbound' and delivery_state = 'sent'`,
    ),
  ).toEqual([answers]);
});

it('has the orders that its customers write about, and asks nobody for them', async () => {
  const [orders] = await column<number>('select count(*)::int as value from orders');
  expect(orders).toBeGreaterThan(5);
  expect(await column('select distinct status as value from order_sources')).toEqual(['paused']);
});

it('leaves nothing under way, and some mails that could not be read', async () => {
  expect(await column(`select count(*)::int as value from messages where delivery_state in ('queued', 'sending')`)).toEqual([0]);
  expect(await column(`select count(*)::int as value from raw_messages where state = 'pending'`)).toEqual([0]);
  expect(await column<number>(`select count(*)::int as value from raw_messages where state = 'failed'`)).toEqual([4]);
});

it('puts every status into the time of its story, never into the future', async () => {
  expect(await column(`select count(*)::int as value from messages where created_at > now()`)).toEqual([0]);
  const [hours] = await column<number>(`select extract(epoch from max(created_at) - min(created_at))::int / 3600 as value from messages`);
  expect(hours).toBeGreaterThan(24);
});

it('refuses an installation that holds something, and adds nothing to it', async () => {
  await expect(perform()).rejects.toBeInstanceOf(InstallationNotEmpty);
  expect(await column('select count(*)::int as value from organisations')).toEqual([1]);
});

it('promises answers, in order, by opening hours', async () => {
  expect(await column('select name as value from sla_policies order by position')).toEqual(['Vragen bij bol.com', 'Alle andere vragen']);
  expect(await column('select is_default as value from business_calendars')).toEqual([true]);
});

it('asks something of itself, and mails nobody about it', async () => {
  const named = ['Eerste antwoord binnen 4 uur', 'Telefoon binnen een minuut', 'Chats opgelost'];
  expect((await column('select name as value from norms')).toSorted()).toEqual(named.toSorted());
  expect(await column(`select count(*)::int as value from graphile_worker.jobs where key like 'mail-norm-alert:%'`)).toEqual([0]);
});
