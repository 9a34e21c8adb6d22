import type { OrderAction, OrderTask, StartOrderActionRequest } from '@balie/shared/contracts/orders.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { SourcePaused, TaskNotPossible, TaskRunning } from './order.errors.ts';
import { ordersChanged } from './order.events.ts';
import { planOrderAction } from './order-action.job.ts';
import { OrderProviders } from './order-provider.ts';
import { ReadOrders } from './read-orders.ts';

interface LockedOrder {
  readonly sourceId: string;
  readonly number: string;
  readonly kind: string;
  readonly paused: boolean;
}

/** An agent has something done to an order. It cannot be taken back, so it is done once, whatever happens on the way. */
@Injectable()
export class StartOrderAction {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
    private readonly providers: OrderProviders,
    private readonly read: ReadOrders,
  ) {}

  /** A repeated request gets the action that the first one made. @throws {NotFound | TaskNotPossible | TaskRunning} */
  execute(orderId: string, { idempotencyKey, task }: StartOrderActionRequest, agentId: string): Promise<OrderAction> {
    return this.unitOfWork.run(async (tx) => {
      // Two agents who press at once: the second sees what the first began.
      const order = await this.lock(tx, orderId);
      const earlier = await this.earlier(tx, orderId, idempotencyKey);
      if (earlier) return this.shown(tx, earlier);
      await this.check(tx, orderId, order, task);
      const id = newId();
      const now = this.clock.now();
      await tx.query(
        `insert into order_actions (id, organisation_id, order_id, task, state, agent_id, idempotency_key, created_at, updated_at)
         values ($1, $2, $3, $4, 'waiting', $5, $6, $7, $7)`,
        [id, tx.organisationId, orderId, JSON.stringify(task), agentId, idempotencyKey, now],
      );
      await planOrderAction(this.jobs, tx, id, now);
      await this.outbox.add(tx, ordersChanged, { sourceId: order.sourceId, numbers: [order.number] });
      return this.shown(tx, id);
    });
  }

  private async lock(tx: Tx, orderId: string): Promise<LockedOrder> {
    const [order] = await tx.query<LockedOrder>(
      `select o.source_id as "sourceId", o.number, s.kind, s.status = 'paused' as paused from orders o join order_sources s on s.id = o.source_id
        where o.organisation_id = $1 and o.id = $2 for update of o`,
      [tx.organisationId, orderId],
    );
    if (!order) throw new NotFound('order');
    return order;
  }

  private async earlier(tx: Tx, orderId: string, key: string): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      'select id from order_actions where organisation_id = $1 and idempotency_key = $2 and order_id = $3',
      [tx.organisationId, key, orderId],
    );
    return row?.id;
  }

  private async check(tx: Tx, orderId: string, { sourceId, number, kind, paused }: LockedOrder, task: OrderTask): Promise<void> {
    if (paused) throw new SourcePaused();
    const { can } = this.providers.get(kind);
    if (await this.isRunning(tx, orderId, task)) throw new TaskRunning();
    if (task.kind === 'handle_return') {
      const [found] = await tx.query<{ quantity: number }>(
        'select quantity from order_returns where organisation_id = $1 and id = $2 and source_id = $3 and order_number = $4',
        [tx.organisationId, task.returnId, sourceId, number],
      );
      if (!found) throw new NotFound('return');
      if (!can.resolutions.includes(task.resolution)) throw new TaskNotPossible('This shop does not know that decision.');
      if (task.quantity > found.quantity) throw new TaskNotPossible(`No more than ${found.quantity} can come back.`);
      return;
    }
    if (!can.cancel) throw new TaskNotPossible('Orders of this shop cannot be cancelled from here.');
    const lines = await tx.query<{ open: boolean }>(
      `select shipped = 0 and quantity > cancelled as open from order_lines where organisation_id = $1 and order_id = $2 and id = any($3)`,
      [tx.organisationId, orderId, task.lineIds],
    );
    if (lines.length !== new Set(task.lineIds).size) throw new NotFound('order line');
    if (lines.some(({ open }) => !open)) throw new TaskNotPossible('What is shipped or cancelled already cannot be cancelled.');
  }

  private async isRunning(tx: Tx, orderId: string, task: OrderTask): Promise<boolean> {
    const target = task.kind === 'handle_return' ? [task.returnId] : task.lineIds;
    const running = await tx.query(
      `select 1 from order_actions where organisation_id = $1 and order_id = $2 and state in ('waiting', 'sending', 'working')
        and (task->>'returnId' = any($3) or task->'lineIds' ?| $3::text[]) limit 1`,
      [tx.organisationId, orderId, target],
    );
    return running.length > 0;
  }

  private async shown(tx: Tx, id: string): Promise<OrderAction> {
    const action = await this.read.action(tx, id);
    if (!action) throw new NotFound('action');
    return action;
  }
}
