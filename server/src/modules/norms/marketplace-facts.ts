import { type NormWeek, shifted, weekAt } from '@balie/shared/domain/norm-week.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { type FigureOfShop, MarketplaceFigures, OrderCounts, type OrderWeek } from '../orders/public.ts';
import { type MarketplaceRules, MarketplaceRulesBook } from './marketplace-rules.ts';
import { type CallWeek, NormCounts, type OpenQuestion, type QuestionWeek } from './norm-counts.ts';
import { Strikes } from './strikes.ts';

/** Of orders so many weeks are counted here; before that a marketplace's own figures tell. */
const ORDER_WEEKS = 8;

/** All that is known of one shop on one marketplace. */
export interface MarketplaceFacts {
  readonly rules: MarketplaceRules;
  readonly shopId: string;
  readonly shopName: string;
  readonly now: number;
  /** The running week. */
  readonly week: NormWeek;
  /** Mondays of the weeks that count, oldest first; the running one is the last. */
  readonly mondays: readonly string[];
  readonly questions: readonly QuestionWeek[];
  readonly open: readonly OpenQuestion[];
  readonly calls: readonly CallWeek[];
  readonly orders: readonly OrderWeek[];
  readonly figures: readonly FigureOfShop[];
  readonly recorded: readonly { readonly monday: string; readonly given: boolean }[];
}

/** Reads what marketplaces' norms are held against, of all shops: so many questions to the database, however many shops and tickets. */
@Injectable()
export class ReadMarketplaceFacts {
  constructor(
    private readonly rules: MarketplaceRulesBook,
    private readonly counts: NormCounts,
    private readonly orders: OrderCounts,
    private readonly figures: MarketplaceFigures,
    private readonly strikes: Strikes,
    private readonly clock: Clock,
  ) {}

  async all(reader: Reader): Promise<MarketplaceFacts[]> {
    const found = await Promise.all(this.rules.kinds().map((kind) => this.of(reader, kind)));
    return found.flat();
  }

  private async of(reader: Reader, kind: string): Promise<MarketplaceFacts[]> {
    const rules = this.rules.find(kind);
    if (!rules) return [];
    const now = this.clock.now();
    const week = weekAt(rules.timeZone, now.getTime());
    const mondays = Array.from({ length: rules.strikeWeeks + 1 }, (_, ago) => shifted(week.monday, -7 * ago)).reverse();
    const [first = week.monday] = mondays;
    const ordersFrom = weekAt(rules.timeZone, week.from - (ORDER_WEEKS - 1) * 7 * 86_400_000).from;
    const [shops, questions, open, calls, orders, figures, recorded] = await Promise.all([
      this.counts.shops(reader, [kind]),
      this.counts.questions(reader, first, now.getTime() - week.from, rules, now),
      this.counts.open(reader, first),
      this.counts.calls(reader, first),
      this.orders.weeks(reader, [kind], new Date(ordersFrom), now, rules.timeZone),
      this.figures.since(reader, first),
      this.strikes.recorded(reader, first),
    ]);
    return shops.map(({ shopId, shopName }) => {
      const here = <Row extends { readonly shopId: string; readonly kind?: string }>(rows: readonly Row[]) =>
        rows.filter((row) => row.shopId === shopId && (row.kind ?? kind) === kind);
      return {
        rules,
        shopId,
        shopName,
        now: now.getTime(),
        week,
        mondays,
        questions: here(questions),
        open: here(open),
        calls: here(calls),
        orders: here(orders),
        figures: here(figures),
        recorded: here(recorded),
      };
    });
  }
}
