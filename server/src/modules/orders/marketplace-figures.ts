import { type Figure, figure } from '@balie/shared/contracts/order-sources.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import type { ProviderFigure } from './order-provider.ts';

const WEEKS_SHOWN = 30;
const FIGURES_OF_A_WEEK = 8;

/** A figure, and of which shop it is. */
export type FigureOfShop = Figure & { readonly shopId: string; readonly kind: string };

/** What a marketplace measures of a shop: one row for each day it was asked, so that it can be seen how a week went. */
@Injectable()
export class MarketplaceFigures {
  constructor(private readonly clock: Clock) {}

  /** The last one of a day counts. @param today where the marketplace is */
  async save(tx: Tx, sourceId: string, today: string, figures: readonly ProviderFigure[]): Promise<void> {
    for (const { name, year, week, unit, score, norm } of figures) {
      tx.write(
        `insert into marketplace_figures (organisation_id, source_id, name, year, week, fetched_on, unit, value, numerator, denominator, conforms,
           norm_condition, norm_value, fetched_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (source_id, year, week, name, fetched_on) do update set value = excluded.value, numerator = excluded.numerator,
           denominator = excluded.denominator, conforms = excluded.conforms, norm_condition = excluded.norm_condition,
           norm_value = excluded.norm_value, fetched_at = excluded.fetched_at`,
        [
          tx.organisationId,
          sourceId,
          name,
          year,
          week,
          today,
          unit,
          score?.value ?? null,
          score?.numerator ?? null,
          score?.denominator ?? null,
          score?.conforms ?? null,
          norm?.condition ?? null,
          norm?.value ?? null,
          this.clock.now(),
        ],
      );
    }
  }

  /** Of each week and name what was measured last; newest week first. @throws {NotFound} */
  async latest(tx: Reader, sourceId: string): Promise<Figure[]> {
    const [source] = await tx.query('select 1 from order_sources where organisation_id = $1 and id = $2', [tx.organisationId, sourceId]);
    if (!source) throw new NotFound('connection');
    const rows = await tx.query(
      `select distinct on (year, week, name) name, year, week, unit, value, numerator, denominator, conforms, to_json(fetched_at) as "fetchedAt",
              case when norm_condition is not null then json_build_object('condition', norm_condition, 'value', norm_value) end as norm
         from marketplace_figures where organisation_id = $1 and source_id = $2
        order by year desc, week desc, name, fetched_on desc limit ${WEEKS_SHOWN * FIGURES_OF_A_WEEK}`,
      [tx.organisationId, sourceId],
    );
    return rows.map((row) => figure.parse(row));
  }

  /** Of all sources, of each week since then and name what was measured last; newest week first. @param monday of that week */
  async since(tx: Reader, monday: string): Promise<FigureOfShop[]> {
    const rows = await tx.query<{ shopId: string; kind: string }>(
      `select distinct on (f.source_id, f.year, f.week, f.name) s.shop_id as "shopId", s.kind, f.name, f.year, f.week, f.unit, f.value,
              f.numerator, f.denominator, f.conforms, to_json(f.fetched_at) as "fetchedAt",
              case when f.norm_condition is not null then json_build_object('condition', f.norm_condition, 'value', f.norm_value) end as norm
         from order_sources s join marketplace_figures f on f.source_id = s.id
        where s.organisation_id = $1 and (f.year, f.week) >= (extract(isoyear from $2::date), extract(week from $2::date))
        order by f.source_id, f.year desc, f.week desc, f.name, f.fetched_on desc`,
      [tx.organisationId, monday],
    );
    return rows.map(({ shopId, kind, ...row }) => ({ ...figure.parse(row), shopId, kind }));
  }
}
