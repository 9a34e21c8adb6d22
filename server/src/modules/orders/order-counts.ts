import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

/** How the orders of a shop went in a week. `wrong` of `total`, in items; of parcels for `tracking`. */
export interface OrderWeek {
  readonly shopId: string;
  readonly kind: string;
  /** `YYYY-MM-DD`. */
  readonly monday: string;
  readonly ordered: number;
  /** By the shop, without having been asked to by the customer. */
  readonly cancelled: number;
  /** Promised for a day of that week, and known to have come or not to have come by then. */
  readonly promised: number;
  readonly late: number;
  readonly parcels: number;
  readonly untracked: number;
}

const ARRIVED = ['delivered', 'delivered_at_neighbours', 'picked_up'];

/** Counts what marketplaces measure of orders, by their weeks. */
@Injectable()
export class OrderCounts {
  /** @param from the beginning of the first week @param timeZone by whose clock weeks and days are */
  weeks(reader: Reader, kinds: readonly string[], from: Date, now: Date, timeZone: string): Promise<OrderWeek[]> {
    return reader.query<OrderWeek>(
      `with sources as (select id, shop_id, kind from order_sources where organisation_id = $1 and kind = any($2)),
       placed as (
         select s.shop_id, s.kind, o.id, o.source_id, o.number, date_trunc('week', o.placed_at at time zone $5)::date as week
           from sources s join orders o on o.source_id = s.id and o.organisation_id = $1 where o.placed_at >= $3),
       lines as (
         select p.shop_id, p.kind, p.week, l.quantity, case when l.cancel_requested then 0 else l.cancelled end as cancelled,
                l.quantity - l.cancelled as wanted, date_trunc('week', l.promised_on)::date as promised_week, l.promised_on, l.sent_by, a.day
           from placed p join order_lines l on l.order_id = p.id
           left join lateral (
             select min((e->>'at')::timestamptz at time zone $5)::date as day from order_shipments h, jsonb_array_elements(h.events) e
              where h.source_id = p.source_id and h.order_number = p.number and e->>'code' = any($6)) a on true),
       counted as (
         select shop_id, kind, week, quantity as ordered, cancelled, 0 as promised, 0 as late, 0 as parcels, 0 as untracked from lines
         union all
         select shop_id, kind, promised_week, 0, 0, wanted, case when day is null or day > promised_on then wanted else 0 end, 0, 0
           from lines where sent_by = 'shop' and wanted > 0 and (day is not null or promised_on < ($4::timestamptz at time zone $5)::date)
            and promised_on >= ($3::timestamptz at time zone $5)::date
         union all
         select s.shop_id, s.kind, date_trunc('week', h.shipped_at at time zone $5)::date, 0, 0, 0, 0, 1,
                case when h.tracking_code = '' then 1 else 0 end
           from sources s join order_shipments h on h.source_id = s.id
          where h.shipped_at >= $3 and h.asked_at is not null)
       select shop_id as "shopId", kind, week::text as monday, sum(ordered)::int as ordered, sum(cancelled)::int as cancelled,
              sum(promised)::int as promised, sum(late)::int as late, sum(parcels)::int as parcels, sum(untracked)::int as untracked
         from counted group by shop_id, kind, week order by week`,
      [reader.organisationId, kinds, from, now, timeZone, ARRIVED],
    );
  }
}
