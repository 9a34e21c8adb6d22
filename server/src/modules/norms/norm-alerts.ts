import { type NormAlert, normAlert } from '@balie/shared/contracts/norms.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import type { NewAlert } from './new-alert.ts';
import { normsChanged } from './norm.events.ts';
import { TellLeads } from './tell-leads.ts';

/** What was told longer ago is of no use above every screen. */
const SHOWN_MS = 8 * 86_400_000;

/** Tells leads that a norm is about to be missed, or is: once for each norm, week and step, whichever process finds out. */
@Injectable()
export class NormAlerts {
  constructor(
    private readonly leads: TellLeads,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns how many of them nobody had been told of */
  async raise(tx: Tx, alerts: readonly NewAlert[], byMail: boolean): Promise<number> {
    if (alerts.length === 0) return 0;
    const rows = alerts.map((alert) => ({ ...alert, id: newId() }));
    const now = this.clock.now();
    const raised = await tx.query<{ id: string; shopName: string | null }>(
      `insert into norm_alerts (id, organisation_id, shop_id, norm_id, name, label, period, step, facts, told_at)
       select n.id, $1, n."shopId", n."normId", n.name, n.label, n.period, n.step, n.facts, $3
         from jsonb_to_recordset($2::jsonb) as n(id uuid, "shopId" uuid, "normId" uuid, name text, label text, period date, step text, facts jsonb)
       on conflict do nothing returning id, (select s.name from shops s where s.id = shop_id) as "shopName"`,
      [tx.organisationId, JSON.stringify(rows), now],
    );
    if (raised.length === 0) return 0;
    // A step that goes further says it all: one word for what is found out at once.
    const told = new Map(
      rows.flatMap(({ id, shopId, normId, label, name, step }) => {
        const one = raised.find((found) => found.id === id);
        return one ? [[`${shopId} ${normId ?? name}`, { id, label, name, step, shopName: one.shopName }] as const] : [];
      }),
    );
    await this.leads.execute(tx, [...told.values()], now, byMail);
    await this.outbox.add(tx, normsChanged, {});
    return raised.length;
  }

  /** Of each norm the one that goes furthest, newest first. */
  async current(reader: Reader): Promise<NormAlert[]> {
    const rows = await reader.query(
      `select a.id, a.shop_id as "shopId", s.name as "shopName", a.label, a.name, a.step, to_json(a.told_at) as at
         from (select distinct on (shop_id, norm_id, name) * from norm_alerts
                where organisation_id = $1 and put_away_at is null and told_at > $2
                order by shop_id, norm_id, name, period desc, array_position(array['at_risk', 'mail_near', 'broken'], step) desc) a
         left join shops s on s.id = a.shop_id order by a.told_at desc, a.id`,
      [reader.organisationId, new Date(this.clock.now().getTime() - SHOWN_MS)],
    );
    return rows.map((row) => normAlert.parse(row));
  }

  /** For everybody, with what was told of the same before. @throws {NotFound} */
  async putAway(tx: Tx, id: string): Promise<void> {
    const count = await tx.execute(
      `update norm_alerts o set put_away_at = $3 from norm_alerts a
        where a.organisation_id = $1 and a.id = $2 and o.organisation_id = $1 and o.put_away_at is null
          and (o.shop_id, o.norm_id, o.name) is not distinct from (a.shop_id, a.norm_id, a.name) and o.told_at <= a.told_at`,
      [tx.organisationId, id, this.clock.now()],
    );
    if (count === 0) throw new NotFound('alert');
    await this.outbox.add(tx, normsChanged, {});
  }
}
