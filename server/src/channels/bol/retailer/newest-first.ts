import { Injectable } from '@nestjs/common';
import { type ConnectedSource, OrderBook, SourceProgress } from '../../../modules/orders/public.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { accessOf, retailerSettings } from './retailer-account.ts';
import type { RetailerCursor } from './retailer-cursor.ts';
import { type Fulfilment, RetailerReads } from './retailer-reads.ts';

const DAY_MS = 24 * 3_600_000;
/** bol sorts by a date; what has the same one may come in any order. */
const OVERLAP_MS = 3_600_000;
const MOST_PAGES = 400;

interface Page {
  /** The date bol sorts by, or a later one. */
  readonly dates: readonly Date[];
  readonly isLast: boolean;
  readonly keep: (tx: Tx) => Promise<unknown>;
}
type Position = NonNullable<RetailerCursor['lists']>[string];

/**
 * Lists of bol that know no window of changes: read from the newest on, back to where the last walk began, a page at a
 * time. What comes in meanwhile moves the rest to later pages, so that nothing is passed over.
 */
@Injectable()
export class NewestFirst {
  constructor(
    private readonly reads: RetailerReads,
    private readonly book: OrderBook,
    private readonly progress: SourceProgress,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * One page of each list that is being walked. @param begin a walk of those that are at rest
   * @returns whether there is more to read
   */
  async step(source: ConnectedSource, { lists = {} }: RetailerCursor, begin: boolean, signal: AbortSignal): Promise<boolean> {
    const { backfillDays } = retailerSettings.parse(source.settings);
    const horizon = new Date(this.clock.now().getTime() - backfillDays * DAY_MS).toISOString();
    const walked: Record<string, Position> = { ...lists };
    let more = false;
    for (const name of LISTS) {
      const position = walked[name] ?? { until: horizon, page: 1 };
      if (!begin && !position.startedAt) continue;
      const startedAt = position.startedAt ?? this.clock.now().toISOString();
      const askedAt = this.clock.now();
      const { dates, isLast, keep } = await this.read(source, name, position.page, askedAt, signal);
      const floor = Date.parse(position.until) - OVERLAP_MS;
      const ended = isLast || position.page >= MOST_PAGES || dates.every((date) => date.getTime() < floor);
      walked[name] = ended ? { until: startedAt, page: 1 } : { until: position.until, startedAt, page: position.page + 1 };
      more ||= !ended;
      await this.unitOfWork.run(async (tx) => {
        await keep(tx);
        await this.progress.moveCursor(tx, source.id, { lists: walked });
      });
    }
    return more;
  }

  private async read(source: ConnectedSource, name: ListName, page: number, askedAt: Date, signal: AbortSignal): Promise<Page> {
    const access = accessOf(source);
    const fulfilment: Fulfilment = name.endsWith('FBB') ? 'FBB' : 'FBR';
    if (name.startsWith('shipments')) {
      const { items, isLast } = await this.reads.shipments(access, { fulfilment }, page, signal);
      const dates = items.flatMap(({ shippedAt }) => shippedAt ?? []);
      return { dates, isLast, keep: (tx) => this.book.saveShipments(tx, source.id, items, askedAt) };
    }
    const { items, isLast } = await this.reads.returns(access, true, fulfilment, page, signal);
    // Handled later than registered: whichever of the two bol sorts by, the walk goes far enough.
    const dates = items.flatMap(({ registeredAt, results }) => [registeredAt, ...results.map(({ at }) => new Date(at))]);
    return { dates, isLast, keep: (tx) => this.book.saveReturns(tx, source.id, items, askedAt) };
  }
}

const LISTS = ['shipments-FBR', 'shipments-FBB', 'returns-FBR', 'returns-FBB'] as const;
type ListName = (typeof LISTS)[number];
