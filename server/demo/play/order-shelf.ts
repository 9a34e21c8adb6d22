import type { ProviderLine, ProviderOrder, ProviderReturn, ProviderShipment } from '../../src/modules/orders/public.ts';
import { OrderBook, OrderSources } from '../../src/modules/orders/public.ts';
import { inOrganisation } from '../../src/platform/database/scope.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { DemoHouse, Services } from '../house/found-house.ts';
import { Random } from '../stories/random.ts';
import { type Product, SHOPS } from '../stories/shops.ts';
import type { Story } from '../stories/story.ts';

const DAY_MS = 24 * 3_600_000;
const TOWNS = ['Utrecht', 'Zwolle', 'Gouda', 'Breda', 'Haarlem', 'Leeuwarden'];

/** The orders that the customers of the stories write about, as a connected shop would have told of them. */
export class OrderShelf {
  constructor(
    private readonly services: Services,
    private readonly house: DemoHouse,
  ) {}

  /** @param until the end of the demo: nothing lies after it */
  fill(stories: readonly Story[], until: Date): Promise<void> {
    return inOrganisation(this.house.organisationId, async () => {
      const sources = await this.connect();
      const random = new Random(stories.length);
      for (const story of stories) {
        const sourceId = sources[story.shop];
        const order = sourceId && orderOf(story, random, until);
        if (!order) continue;
        await this.services(UnitOfWork).run(async (tx) => {
          const book = this.services(OrderBook);
          await book.saveOrder(tx, sourceId, order, until);
          await book.saveShipments(tx, sourceId, parcelsOf(order, random, until), until);
          await book.saveReturns(tx, sourceId, returnsOf(order, story, random, until), until);
        });
      }
    });
  }

  /** Nobody is asked for them: the credentials are those of nobody, and the connections are switched off. */
  private connect(): Promise<string[]> {
    return this.services(UnitOfWork).run(async (tx) => {
      const shops = await tx.query<{ id: string }>(
        'select shop_id as id from channel_accounts where id = any($1) order by array_position($1, id)',
        [this.house.accountIds],
      );
      const ids: string[] = [];
      for (const [at, { id: shopId }] of shops.entries()) {
        const clientId = `demo-${at}`;
        const settings = { clientId, backfillDays: 0 };
        const made = {
          kind: 'bol',
          shopId,
          name: 'bol.com',
          externalId: clientId,
          settings,
          secrets: { clientSecret: 'demo' },
          backfill: null,
        };
        const sourceId = await this.services(OrderSources).create(tx, made);
        await this.services(OrderSources).update(tx, sourceId, { paused: true });
        ids.push(sourceId);
      }
      return ids;
    });
  }
}

/** Undefined for a story without an order number. */
function orderOf(story: Story, random: Random, until: Date): ProviderOrder | undefined {
  const shop = SHOPS[story.shop];
  const [first] = story.steps;
  if (!shop || first?.kind !== 'mail') return undefined;
  const words = [story.subject, ...story.steps.flatMap((step) => (step.kind === 'mail' ? step.text : []))].join('\n');
  const number = new RegExp(`${shop.orderPrefix}\\d{6}`).exec(words)?.[0];
  if (number === undefined) return undefined;
  const named = shop.products.find(({ the }) => words.toLowerCase().includes(the.replace(/^(?:de|het) /, '')));
  const placedAt = new Date(first.at.getTime() - random.int(2, 9) * DAY_MS);
  const chosen = [named ?? random.pick(shop.products), ...(random.int(0, 3) === 0 ? [random.pick(shop.products)] : [])];
  const isSent = until.getTime() - placedAt.getTime() > 2 * DAY_MS && random.int(0, 9) > 1;
  const customer = { name: story.customer.name, city: random.pick(TOWNS), email: story.customer.address.toLowerCase() };
  const lines = chosen.map((product, at) => lineOf(product, `${number}-${at}`, placedAt, isSent));
  return { number, placedAt, customer, currency: 'EUR', lines, facts: {} };
}

function lineOf({ full, euros }: Product, externalId: string, placedAt: Date, isSent: boolean): ProviderLine {
  const cents = Math.round(euros * 100);
  const day = new Date(placedAt.getTime() + 2 * DAY_MS).toISOString().slice(0, 10);
  return {
    externalId,
    title: full,
    sku: '',
    quantity: 1,
    shipped: isSent ? 1 : 0,
    cancelled: 0,
    unitMinor: cents,
    totalMinor: cents,
    promise: { day, exact: false, evening: false },
    cancelRequested: false,
    sentBy: 'shop',
    changedAt: placedAt,
  };
}

function parcelsOf({ number, placedAt, lines }: ProviderOrder, random: Random, until: Date): ProviderShipment[] {
  if (lines.some(({ shipped }) => shipped === 0)) return [];
  const shippedAt = new Date(placedAt.getTime() + DAY_MS);
  const codes = (['announced', 'at_carrier', 'in_transit', 'delivered'] as const).slice(0, random.int(2, 4));
  const events = codes
    .map((code, at) => ({ code, at: new Date(shippedAt.getTime() + at * 9 * 3_600_000).toISOString(), words: '' }))
    .filter(({ at }) => Date.parse(at) < until.getTime())
    .toReversed();
  const track = { carrier: 'PostNL', trackingCode: `3S${random.hex(12).toUpperCase()}`, events, ended: codes.length === 4 };
  return [{ externalId: `Z-${number}`, orderNumber: number, shippedAt, items: lines.length, track }];
}

function returnsOf(order: ProviderOrder, story: Story, random: Random, until: Date): ProviderReturn[] {
  const { number, lines, placedAt } = order;
  const [line] = lines;
  if (!line || line.shipped === 0 || !/retour|ruil/i.test(story.subject)) return [];
  const registeredAt = new Date(Math.min(until.getTime(), placedAt.getTime() + 8 * DAY_MS));
  const handled = random.int(0, 2) > 0;
  const results = handled ? [{ quantity: 1, resolution: 'accept' as const, words: '', at: until.toISOString() }] : [];
  const reason = random.pick(['Verkeerde maat of afmeting', 'Verkeerd besteld', 'Artikel werkt niet']);
  const details = { title: line.title, carrier: '', trackingCode: '' };
  const known = { externalId: `R-${number}`, returnNumber: `R-${number}`, orderNumber: number, sku: '', quantity: 1 };
  return [{ ...known, reason, comment: '', registeredAt, handled, results, details }];
}
