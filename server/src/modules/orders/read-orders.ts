import { type Order, type OrderAction, type OrderLine, type OrderReturn, order, type Shipment } from '@balie/shared/contracts/orders.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { OrderProviders } from './order-provider.ts';
import { orderStatusOf } from './order-status.ts';

type Of<Part> = Part & { readonly orderId: string };
type OrderRow = Omit<Order, 'status' | 'lines' | 'shipments' | 'returns' | 'actions' | 'can'>;

const ACTION_COLUMNS = `a.id, a.task, case when a.state = 'sending' then 'working' else a.state end as state, a.fault, a.agent_id as "agentId",
  to_json(a.created_at) as "createdAt", to_json(a.updated_at) as "updatedAt"`;
/** As far as anybody asks what was done. */
const MOST_ACTIONS = 200;

/** Orders as the console shows them: five questions, however many orders. */
@Injectable()
export class ReadOrders {
  constructor(private readonly providers: OrderProviders) {}

  /** In the order of the ids; those that are gone are left out. */
  async byIds(tx: Reader, ids: readonly string[]): Promise<Order[]> {
    if (ids.length === 0) return [];
    // In one breath: they travel together.
    const [rows, lines, shipments, returns, actions] = await Promise.all([
      this.orders(tx, ids),
      tx.query<Of<OrderLine>>(
        `select order_id as "orderId", id, title, sku, quantity, shipped, cancelled, unit_minor::float8 as "unitMinor",
                total_minor::float8 as "totalMinor", cancel_requested as "cancelRequested", sent_by as "sentBy",
                case when promised_on is not null then
                  json_build_object('day', promised_on, 'exact', promise_exact, 'evening', promise_evening) end as promise
           from order_lines where organisation_id = $1 and order_id = any($2) order by position, id`,
        [tx.organisationId, ids],
      ),
      tx.query<Of<Shipment>>(
        `select o.id as "orderId", s.id, to_json(s.shipped_at) as "shippedAt", s.carrier, s.tracking_code as "trackingCode", s.events, s.items
           from orders o join order_shipments s on s.source_id = o.source_id and s.order_number = o.number
          where o.organisation_id = $1 and o.id = any($2) order by s.shipped_at desc, s.id`,
        [tx.organisationId, ids],
      ),
      tx.query<Of<OrderReturn>>(
        `select o.id as "orderId", r.id, r.external_id as number, r.sku, r.quantity, r.reason, r.comment, r.handled, r.results, r.carrier,
                coalesce(nullif(r.title, ''), (select l.title from order_lines l where l.order_id = o.id and l.sku = r.sku limit 1), r.sku) as title,
                to_json(r.registered_at) as "registeredAt", r.tracking_code as "trackingCode"
           from orders o join order_returns r on r.source_id = o.source_id and r.order_number = o.number
          where o.organisation_id = $1 and o.id = any($2) order by r.handled, r.registered_at desc, r.id`,
        [tx.organisationId, ids],
      ),
      tx.query<Of<OrderAction>>(
        `select a.order_id as "orderId", ${ACTION_COLUMNS} from order_actions a
          where a.organisation_id = $1 and a.order_id = any($2) order by a.created_at desc, a.id desc limit ${MOST_ACTIONS}`,
        [tx.organisationId, ids],
      ),
    ]);
    return ids.flatMap((id) => {
      const row = rows.find((one) => one.id === id);
      if (!row) return [];
      const own = <Part>(parts: readonly Of<Part>[]) => parts.filter(({ orderId }) => orderId === id);
      const parts = { lines: own(lines), shipments: own(shipments), returns: own(returns), actions: own(actions) };
      const { can } = this.providers.get(row.sourceKind);
      return [order.parse({ ...row, ...parts, status: orderStatusOf(parts.lines, parts.shipments), can })];
    });
  }

  private orders(tx: Reader, ids: readonly string[]): Promise<OrderRow[]> {
    return tx.query<OrderRow>(
      `select o.id, o.source_id as "sourceId", s.kind as "sourceKind", s.name as "sourceName", o.number, to_json(o.placed_at) as "placedAt",
              json_build_object('name', o.customer_name, 'city', o.customer_city) as customer, o.currency,
              o.total_minor::float8 as "totalMinor", to_json(o.asked_at) as "checkedAt", s.status not in ('connected', 'connecting') as stale
         from orders o join order_sources s on s.id = o.source_id where o.organisation_id = $1 and o.id = any($2)`,
      [tx.organisationId, ids],
    );
  }

  async action(tx: Reader, id: string): Promise<OrderAction | undefined> {
    const [row] = await tx.query<OrderAction>(`select ${ACTION_COLUMNS} from order_actions a where a.organisation_id = $1 and a.id = $2`, [
      tx.organisationId,
      id,
    ]);
    return row;
  }
}
