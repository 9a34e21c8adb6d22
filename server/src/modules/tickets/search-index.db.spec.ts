import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../agents/testing/people.ts';
import { rebuildSearch } from './rebuild-search.ts';
import { addToSearch } from './search-index.ts';
import { wordPairs } from './search-words.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { moment } from './testing/ticket-rows.ts';

let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;

beforeAll(async () => {
  app = await startTestApp();
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
});
afterAll(() => app.stop());

interface Stored {
  readonly found: boolean;
  readonly last_message_at: Date;
  readonly words: number;
}
async function stored(ticketId: string, query: string): Promise<Stored | undefined> {
  const [row] = await asOrganisation(app, shop.id, (tx) =>
    tx.query<Stored>(
      `select document @@ to_tsquery('balie', $2) as found, last_message_at, length(document) as words from ticket_search where ticket_id = $1`,
      [ticketId, query],
    ),
  );
  return row;
}

describe('the text indexes', () => {
  beforeAll(async () => {
    await asOrganisation(app, shop.id, async (tx) => {
      // Rows enough for an index to be worth while; without tickets behind them, by a transaction that is not looked into.
      const { id } = await aTicket(app, account);
      await tx.query(
        `with many as (
           insert into tickets (id, organisation_id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, reply_token,
                                last_direction, last_message_at)
           select gen_random_uuid(), t.organisation_id, 100000 + n, t.shop_id, t.channel_account_id, t.channel_kind, t.contact_id, 'x',
                  gen_random_uuid()::text, 'inbound', now() from tickets t, generate_series(1, 5000) n where t.id = $1
           returning id, organisation_id, number)
         insert into ticket_search (ticket_id, organisation_id, heading, document, pairs, last_message_at)
         select id, organisation_id, to_tsvector('simple', 'kop' || number), to_tsvector('simple', 'woord' || number), array[number], now() from many`,
        [id],
      );
    });
    await app.database.dataSource.query('analyze ticket_search');
  });

  it.each([
    ['ticket_search_document', `document @@ to_tsquery('simple', 'woord100042')`],
    ['ticket_search_heading', `heading @@ to_tsquery('simple', 'kop100042')`],
    ['ticket_search_pairs', 'pairs @> array[100042]'],
  ])('are used behind the fence of the organisation: %s', async (index, condition) => {
    const plan = await asOrganisation(app, shop.id, async (tx) => {
      const [role] = await tx.query<{ super: boolean; name: string }>(
        'select rolsuper as super, rolname as name from pg_roles where rolname = current_user',
      );
      expect(role).toEqual({ super: false, name: 'balie_app' });
      const rows = await tx.query<{ 'QUERY PLAN': string }>(
        `explain select from ticket_search where organisation_id = $1 and ${condition}`,
        [shop.id],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain(`Bitmap Index Scan on ${index}`);
    expect(plan).toContain('InitPlan'); // The fence.
  });
});

it('adds to what a ticket is found by, and keeps the latest moment', async () => {
  const { id } = await aTicket(app, account, { text: 'Een zonnebril', occurredAt: new Date(moment(10)) });
  const add = (text: string, minutes: number) =>
    asOrganisation(app, shop.id, (tx) =>
      addToSearch(tx, { ticketId: id, organisationId: shop.id, text, lastMessageAt: new Date(moment(minutes)) }),
    );
  await add('en een zwembroek', 20);
  await add('en een handdoek', 5);
  expect(await stored(id, 'zonnebril & zwembroek & handdoeken')).toMatchObject({ found: true, last_message_at: new Date(moment(20)) });
});

it('goes on taking messages when a ticket holds more words than a document can', async () => {
  const { id } = await aTicket(app, account, { text: 'Begin' });
  for (let message = 0; message < 6; message++) {
    const text = Array.from({ length: 6_000 }, (_none, index) => `woord${message}x${index}ab`).join(' ');
    await asOrganisation(app, shop.id, (tx) => addToSearch(tx, { ticketId: id, organisationId: shop.id, text, lastMessageAt: new Date() }));
  }
  const row = await stored(id, 'begin');
  expect(row?.found).toBe(true);
  expect(row?.words).toBeLessThan(60_000);
});

it('forgets what is gone when it is made anew, and nothing else', async () => {
  const { id } = await aTicket(app, account, { subject: 'Sjoelbak', text: 'Met stenen', from: 'wim@klant.test', fromName: 'Wim' });
  const undone = newId();
  await asOrganisation(app, shop.id, async (tx) => {
    await tx.query(
      `insert into messages (id, organisation_id, ticket_id, direction, text, delivery_state) values ($1, $2, $3, 'outbound', 'Verschrijving', 'undone')`,
      [undone, shop.id, id],
    );
    await addToSearch(tx, { ticketId: id, organisationId: shop.id, text: 'Verschrijving', lastMessageAt: new Date() });
    await rebuildSearch(tx, id);
  });
  expect(await stored(id, 'verschrijving')).toMatchObject({ found: false });
  expect(await stored(id, 'sjoelbak & stenen & wim')).toMatchObject({ found: true });
  const [row] = await asOrganisation(app, shop.id, (tx) =>
    tx.query<{ ok: boolean }>(
      `select s.document @@ '''<wim@klant.test'''::tsquery and s.pairs @> $2::int[] and s.last_message_at = t.last_message_at as ok
         from ticket_search s join tickets t on t.id = s.ticket_id where t.id = $1`,
      [id, wordPairs(['met', 'stenen'])],
    ),
  );
  expect(row?.ok).toBe(true);
});
