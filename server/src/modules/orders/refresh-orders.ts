import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { refreshOrder } from './order-action.job.ts';
import { OrderProviders } from './order-provider.ts';
import { OrderSources } from './order-sources.ts';

/** What was asked so lately is new enough for everybody. */
const FRESH_MS = 60_000;

/** Has single orders read anew. */
@Injectable()
export class RefreshOrders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly sources: OrderSources,
    private readonly providers: OrderProviders,
  ) {}

  /** Somebody looks at it: it is read anew in the background, unless that was done just now. @throws {NotFound} */
  ask(orderId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const [order] = await tx.query<{ sourceId: string; number: string; askedAt: Date; paused: boolean }>(
        `select o.source_id as "sourceId", o.number, o.asked_at as "askedAt", s.status = 'paused' as paused from orders o join order_sources s on s.id = o.source_id
          where o.organisation_id = $1 and o.id = $2`,
        [tx.organisationId, orderId],
      );
      if (!order) throw new NotFound('order');
      if (order.paused || this.clock.now().getTime() - order.askedAt.getTime() < FRESH_MS) return;
      const { sourceId, number } = order;
      await this.jobs.add(tx, refreshOrder, { sourceId, number }, { key: `${refreshOrder.name}:${sourceId}:${number}`, maxAttempts: 3 });
    });
  }

  /** Asks the connected shops for an order that is not here, the given shop's first. @returns whether one has it */
  async fetch(number: string, shopId: string): Promise<boolean> {
    const connected = await this.unitOfWork.run(async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `select id from order_sources where organisation_id = $1 and status <> 'paused' order by shop_id <> $2, created_at limit 10`,
        [tx.organisationId, shopId],
      );
      return Promise.all(rows.map(({ id }) => this.sources.connected(tx, id)));
    });
    for (const source of connected) {
      if (source && (await this.providers.get(source.kind).refresh(source, number))) return true;
    }
    return false;
  }
}
