import { randomUUID } from 'node:crypto';
import { type Figure, figures, type OrderSource, orderSource, orderSources } from '@balie/shared/contracts/order-sources.ts';
import { type Order, type OrderAction, orderAction, type TicketOrders, ticketOrders } from '@balie/shared/contracts/orders.ts';
import { eventually } from '../../../../../test/support/eventually.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { aFoundedOrganisation, type FoundedOrganisation } from '../../../../modules/agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from '../../../../modules/tickets/testing/inbound.ts';
import { Clock } from '../../../../platform/clock/clock.ts';
import { inOrganisation } from '../../../../platform/database/scope.ts';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.ts';
import { dayOf } from '../retailer-cursor.ts';
import type { FakeRetailer } from './fake-retailer.ts';

/** An organisation that sells at bol.com, with a mailbox for its tickets. */
export class BolShop {
  private constructor(
    private readonly app: TestApp,
    readonly organisation: FoundedOrganisation,
    readonly mailbox: TestChannelAccount,
    readonly sourceId: string,
  ) {}

  /** Through the front door, as an owner connects it. */
  static async open(app: TestApp, fake: FakeRetailer, backfillDays = 0): Promise<BolShop> {
    const organisation = await aFoundedOrganisation(app);
    const mailbox = await aChannelAccount(app, organisation);
    const request = { ...fake.access, shopId: organisation.shopId, name: 'bol', backfillDays };
    const { id } = (await organisation.owner.post('/api/channels/bol/retailer/connections', request)).as(orderSource);
    return new BolShop(app, organisation, mailbox, id);
  }

  /** What bol measures is not asked for: most tests are about something else. */
  async withoutFigures(): Promise<void> {
    await this.change({ paused: true });
    const figures = JSON.stringify({ figures: { day: dayOf(this.app.app.get(Clock).now()), weeks: [] } });
    await this.look('update order_sources set cursor = cursor || $2::jsonb where id = $1', figures);
    await this.change({ paused: false });
  }

  get owner() {
    return this.organisation.owner;
  }

  async source(): Promise<OrderSource> {
    const { items } = (await this.owner.get('/api/order-sources')).as(orderSources);
    const found = items.find(({ id }) => id === this.sourceId);
    if (!found) throw new Error('The connection is gone');
    return found;
  }
  async sourceIs(status: OrderSource['status'], code: string | null = null): Promise<OrderSource> {
    return eventually(
      async () => {
        const source = await this.source();
        return source.status === status && source.lastErrorCode === code ? source : undefined;
      },
      `the connection is ${status} ${code ?? ''}`,
    );
  }
  async figures(): Promise<Figure[]> {
    return (await this.owner.get(`/api/order-sources/${this.sourceId}/figures`)).as(figures).items;
  }
  async change(changes: { paused?: boolean }): Promise<void> {
    (await this.owner.patch(`/api/order-sources/${this.sourceId}`, changes)).as(orderSource);
  }

  /** Straight from the tables. */
  look<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return inOrganisation(this.organisation.id, () =>
      this.app.app.get(UnitOfWork).run((tx) => tx.query<Row>(sql, [this.sourceId, ...values])),
    );
  }
  async numbers(): Promise<string[]> {
    const rows = await this.look<{ number: string }>('select number from orders where source_id = $1 order by number');
    return rows.map(({ number }) => number);
  }

  /** A customer's question. */
  ticket(text: string, subject = 'Vraag'): Promise<{ id: string }> {
    return aTicket(this.app, this.mailbox, { text, subject, from: `${randomUUID()}@klant.test` });
  }
  async ordersOf(ticketId: string): Promise<TicketOrders> {
    return (await this.owner.get(`/api/tickets/${ticketId}/orders`)).as(ticketOrders);
  }
  async order(ticketId: string): Promise<Order> {
    const [first] = (await this.ordersOf(ticketId)).items;
    if (!first) throw new Error('The ticket has no order');
    return first.order;
  }
  async start(orderId: string, task: OrderAction['task'], idempotencyKey: string = randomUUID()): Promise<OrderAction> {
    return (await this.owner.post(`/api/orders/${orderId}/actions`, { idempotencyKey, task })).as(orderAction);
  }
}
