import { type NormWeek, shifted, weekAt, weekFrom } from '@balie/shared/domain/norm-week.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { type FigureOfShop, MarketplaceFigures, OrderCounts, type OrderWeek } from '../orders/public.ts';
import { type MarketplaceRules, MarketplaceRulesBook } from './marketplace-rules.ts';
import { type CallWeek, NormCounts, type OpenQuestion, type QuestionWeek } from './norm-counts.ts';
import { Strikes } from './strikes.ts';

/** Of orders so many weeks are counted here; before that a marketplace's own figures tell. */
const ORDER_WEEKS = 8;

/** Weeks before that tell how many questions are still to come. */
export const EXPECTATION_WEEKS = 8;

/** `now`: enough to judge the running week and the one before; `history`: all that is shown. */
export type Depth = 'now' | 'history';

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

  async all(reader: Reader, depth: Depth): Promise<MarketplaceFacts[]> {
    const found = await Promise.all(this.rules.kinds().map((kind) => this.of(reader, kind, depth)));
    return found.flat();
  }

  /** Counts the weeks that are over for good. After `KeptSums.hold`. */
  async keep(tx: Tx): Promise<void> {
    for (const kind of this.rules.kinds()) {
      const rules = this.rules.find(kind);
      if (!rules) continue;
      const { monday } = weekAt(rules.timeZone, this.clock.now().getTime());
      await this.counts.keep(tx, { kind, mondays: mondaysOf(rules, monday) });
    }
  }

  private async of(reader: Reader, kind: string, depth: Depth): Promise<MarketplaceFacts[]> {
    const rules = this.rules.find(kind);
    if (!rules) return [];
    const now = this.clock.now();
    const week = weekAt(rules.timeZone, now.getTime());
    const mondays = mondaysOf(rules, week.monday);
    const [first = week.monday] = mondays;
    const weeksAgo = (count: number) => shifted(week.monday, -7 * count);
    const [asked, called, ordered] =
      depth === 'now' ? [weeksAgo(EXPECTATION_WEEKS), week.monday, week.monday] : [first, first, weeksAgo(ORDER_WEEKS - 1)];
    const elapsed = now.getTime() - week.from;
    const expecting = mondays.slice(-1 - EXPECTATION_WEEKS, -1);
    const points = expecting.map((monday) => ({ monday, at: new Date(weekFrom(rules.timeZone, monday).from + elapsed) }));
    const [shops, questions, open, calls, orders, figures, recorded] = await Promise.all([
      this.counts.shops(reader, [kind]),
      this.counts.questions(reader, { kind, mondays: mondays.filter((monday) => monday >= asked), points }, now),
      this.counts.open(reader, asked),
      this.counts.calls(reader, called),
      this.orders.weeks(reader, [kind], new Date(weekFrom(rules.timeZone, ordered).from), now, rules.timeZone),
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

/** Of the weeks that count, oldest first; the running one is the last. */
function mondaysOf({ strikeWeeks }: MarketplaceRules, running: string): string[] {
  return Array.from({ length: strikeWeeks + 1 }, (_, ago) => shifted(running, -7 * (strikeWeeks - ago)));
}
