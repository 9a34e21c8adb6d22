import { type PersonalRow, ticketPage, VIEW_IDS, type ViewId, type ViewSort, viewCounts } from '@balie/shared/contracts/tickets.ts';
import { belongsToView, compareInView } from '@balie/shared/domain/ticket-views.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { QueryCounter } from '../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { aTicketRow, moment } from './testing/ticket-rows.ts';

let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let me: SignedInColleague;
let colleague: SignedInColleague;
const team = newId();
const otherShop = newId();
let all: PersonalRow[];

const DUE_STATES = ['running', 'warned', 'breached', 'paused', 'breached'] as const;

beforeAll(async () => {
  app = await startTestApp();
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  [me, colleague] = [await aColleague(app, { organisationId: shop.id }), await aColleague(app, { organisationId: shop.id })];
  await asOrganisation(app, shop.id, async (tx) => {
    await tx.query('insert into teams (id, organisation_id, name) values ($1, $2, $3)', [team, shop.id, 'Retouren']);
    await tx.query('insert into shops (id, organisation_id, name) values ($1, $2, $3)', [otherShop, shop.id, 'Tweede winkel']);
  });
  const statuses = ['open', 'open', 'open', 'pending', 'snoozed', 'solved', 'closed', 'spam'];
  for (let index = 0; index < 64; index++) {
    const status = statuses[index % statuses.length] ?? 'open';
    await aTicketRow(app, account, {
      status,
      assigneeId: [null, me.id, colleague.id][index % 3] ?? null,
      teamId: index % 4 === 0 ? team : null,
      shopId: index % 5 === 0 ? otherShop : account.shopId,
      // Some share their moment, so that the id has to decide.
      at: Math.floor((index * 37) % 64) - ((index * 37) % 2),
      waitingSince: status === 'open' && index % 2 === 0 ? -(index % 6) : null,
      ...(index % 7 === 0 ? {} : { due: { state: DUE_STATES[Math.floor(index / 3) % 5] ?? 'running', at: (index * 11) % 13 } }),
    });
  }
  const foreign = await aFoundedOrganisation(app, { name: 'De buren' });
  await aTicketRow(app, await aChannelAccount(app, foreign), { at: 999 });
  all = (await Promise.all(VIEW_IDS.map((view) => pageOf(view, 'limit=100')))).flatMap((page) => page.items);
});
afterAll(() => app.stop());

async function pageOf(view: ViewId, query = ''): Promise<{ items: PersonalRow[]; nextCursor: string | null }> {
  return (await me.get(`/api/views/${view}/tickets?${query}`)).as(ticketPage);
}
/** All of a view, by pages of seven. */
async function everything(view: ViewId, sort: ViewSort, also = ''): Promise<PersonalRow[]> {
  const rows: PersonalRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await pageOf(view, `limit=7&sort=${sort}${also}${cursor === null ? '' : `&cursor=${cursor}`}`);
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.items.length).toBeLessThanOrEqual(7);
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}
const ids = (rows: readonly PersonalRow[]) => rows.map((row) => row.id);
const known = () => [...new Map(all.map((row) => [row.id, row])).values()];

describe.each([...VIEW_IDS, `team:${team}` as const])('the view %s', (view) => {
  it.each(['newest', 'waiting', 'due'] as const)(
    'holds by %s, page after page, what the shared rules say, in their order',
    async (sort) => {
      const expected = known()
        .filter((row) => belongsToView(view, row, me.id))
        .sort((a, b) => compareInView(sort, a, b));
      expect(expected.length).toBeGreaterThan(7);
      expect(ids(await everything(view, sort))).toEqual(ids(expected));
    },
  );

  it('keeps to one shop when asked', async () => {
    const expected = known()
      .filter((row) => belongsToView(view, row, me.id) && row.shopId === otherShop)
      .sort((a, b) => compareInView('waiting', a, b));
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(await everything(view, 'waiting', `&shopId=${otherShop}`))).toEqual(ids(expected));
  });
});

it('knows 64 tickets of this organisation and none of another', () => {
  expect(known()).toHaveLength(64);
});

it('puts tickets where nobody waits after all that wait, across a page boundary', async () => {
  const waiting = (await everything('open', 'waiting')).map((row) => row.waitingSince);
  const firstIdle = waiting.indexOf(null);
  expect(firstIdle).toBeGreaterThan(0);
  expect(waiting.slice(firstIdle).every((since) => since === null)).toBe(true);
  expect(waiting.slice(0, firstIdle)).toEqual(waiting.slice(0, firstIdle).toSorted());
});

it('tells each agent what is theirs alone: when they read it and whether they have a draft', async () => {
  const { id } = await aTicketRow(app, account, { at: 500 });
  await asOrganisation(app, shop.id, async (tx) => {
    await tx.query('insert into ticket_reads (agent_id, ticket_id, organisation_id, read_at) values ($1, $2, $3, $4)', [
      me.id,
      id,
      shop.id,
      moment(600),
    ]);
    await tx.query(`insert into drafts (agent_id, ticket_id, kind, organisation_id, content) values ($1, $2, 'note', $3, '{}')`, [
      colleague.id,
      id,
      shop.id,
    ]);
  });
  const seenBy = async (who: SignedInColleague) =>
    (await who.get('/api/views/unassigned/tickets')).as(ticketPage).items.find((row) => row.id === id);
  expect(await seenBy(me)).toMatchObject({ readAt: moment(600), hasDraft: false });
  expect(await seenBy(colleague)).toMatchObject({ readAt: null, hasDraft: true });
});

it('asks the database the same number of questions for one row as for fifty, and for the counts', async () => {
  const counter = new QueryCounter(app.database.dataSource, shop.id);
  const few = await counter.during(() => pageOf('open', 'limit=1'));
  const many = await counter.during(() => pageOf('open', 'limit=50&sort=waiting'));
  const counts = await counter.during(async () => (await me.get('/api/views')).as(viewCounts));
  expect(few).toHaveLength(1);
  expect(many).toHaveLength(1);
  expect(counts).toHaveLength(1);
});

it('counts every view the way its list is long, teams included, and failures', async () => {
  await asOrganisation(app, shop.id, async (tx) => {
    await tx.query(`update messages set delivery_state = 'failed' where id = (select min(id::text)::uuid from messages)`);
    await tx.query(
      `insert into raw_messages (id, organisation_id, channel_account_id, external_key, storage_key, size_bytes, state, received_at)
       values ($1, $2, $3, 'x', 'x', 1, 'failed', now()), ($4, $2, $3, 'y', 'y', 1, 'done', now())`,
      [newId(), shop.id, account.id, newId()],
    );
  });
  const counts = (await me.get('/api/views')).as(viewCounts);
  expect(Object.keys(counts.views).sort()).toEqual([...VIEW_IDS, `team:${team}`].sort());
  for (const [view, { count, capped }] of Object.entries(counts.views)) {
    expect([view, count]).toEqual([view, (await everything(view as ViewId, 'newest')).length]);
    expect(capped).toBe(false);
  }
  expect(counts).toMatchObject({ failedMessages: 1, failedDeliveries: 1 });
});

it.each(['nonsense', Buffer.from('["x"]').toString('base64url')])('refuses the page marker %s', async (cursor) => {
  expect((await me.get(`/api/views/open/tickets?cursor=${cursor}`)).code).toBe('invalid_cursor');
});

it('knows no view of another name', async () => {
  expect((await me.get('/api/views/archive/tickets')).status).toBe(400);
});
