import { Injectable } from '@nestjs/common';
import { type ConnectedSource, OrderBook, SourceProgress } from '../../../modules/orders/public.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { accessOf, retailerSettings } from './retailer-account.ts';
import { dayBefore, daysBetween, type Gap, gapWith, type RetailerCursor } from './retailer-cursor.ts';
import { type ChangedOrder, RetailerReads } from './retailer-reads.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** bol's longest window of changes. */
const LONGEST_WINDOW = 60;
/** Asked for once more each time: bol's clock is not ours, and a change may show a little late. */
const OVERLAP_MINUTES = 3;
/** While pages are read, things move from one to another: read again until a pass brings nothing new. */
const MOST_PASSES = 3;
const MOST_PAGES = 200;

/** Orders that changed: those of the last minutes, and day by day those of the time when nobody asked. */
@Injectable()
export class ChangedOrders {
  constructor(
    private readonly reads: RetailerReads,
    private readonly book: OrderBook,
    private readonly progress: SourceProgress,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What changed since the last time. Where that is longer ago than bol's window, the days between become the gap. */
  async latest(source: ConnectedSource, { changesUntil, gap }: RetailerCursor, signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const { backfillDays } = retailerSettings.parse(source.settings);
    const since = changesUntil === undefined ? new Date(now.getTime() - backfillDays * DAY_MS) : new Date(changesUntil);
    const passed = Math.ceil((now.getTime() - since.getTime()) / MINUTE_MS) + OVERLAP_MINUTES;
    // At first as far as the window goes.
    const minutes = changesUntil === undefined ? Math.max(LONGEST_WINDOW, passed) : passed;
    const missed = minutes > LONGEST_WINDOW && (changesUntil !== undefined || backfillDays > 0);
    const window = { 'change-interval-minute': String(Math.min(LONGEST_WINDOW, Math.max(OVERLAP_MINUTES, minutes))) };
    for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
      let page = 1;
      let fresh = 0;
      for (; page <= MOST_PAGES; page += 1) {
        const { items, isLast } = await this.reads.changedOrders(accessOf(source), window, page, signal);
        fresh += await this.bring(source, items, signal);
        if (isLast) break;
      }
      if (page === 1 || fresh === 0) break;
    }
    await this.unitOfWork.run((tx) =>
      this.progress.moveCursor(tx, source.id, {
        changesUntil: now.toISOString(),
        ...(missed ? { gap: gapWith(gap, since, now, changesUntil === undefined) } : {}),
      }),
    );
  }

  /** One page of the gap. @returns whether there is more of it */
  async fill(source: ConnectedSource, gap: Gap, signal: AbortSignal): Promise<boolean> {
    const { items, isLast } = await this.reads.changedOrders(accessOf(source), { 'latest-change-date': gap.next }, gap.page, signal);
    const fresh = gap.fresh + (await this.bring(source, items, signal));
    const next = following({ ...gap, fresh }, isLast || gap.page >= MOST_PAGES);
    await this.unitOfWork.run(async (tx) => {
      await this.progress.moveCursor(tx, source.id, { gap: next });
      if (!gap.initial) return;
      const { backfillDays } = retailerSettings.parse(source.settings);
      const left = next ? daysBetween(next.from, next.next) + 1 : 0;
      const done = Math.max(0, Math.min(backfillDays, backfillDays + 1 - left));
      const finishedAt = next ? null : this.clock.now().toISOString();
      await this.progress.backfill(tx, source.id, { total: backfillDays, done: next ? done : backfillDays, finishedAt });
    });
    return next !== null;
  }

  /** Those that are not here as they are now. @returns how many */
  private async bring(source: ConnectedSource, changed: readonly ChangedOrder[], signal: AbortSignal): Promise<number> {
    if (changed.length === 0) return 0;
    const numbers = changed.map(({ number }) => number);
    const known = await this.unitOfWork.read((tx) => this.book.known(tx, source.id, numbers));
    const fresh = changed.filter(({ number, lines }) =>
      lines.some(({ externalId, changedAt }) => {
        const line = known.get(number)?.get(externalId);
        return !line || line.changedAt < changedAt;
      }),
    );
    for (const { number } of fresh) {
      const askedAt = this.clock.now();
      const order = await this.reads.order(accessOf(source), number, signal);
      if (order) await this.unitOfWork.run((tx) => this.book.saveOrder(tx, source.id, order, askedAt));
    }
    return fresh.length;
  }
}

function following(gap: Gap, dayIsRead: boolean): Gap | null {
  if (!dayIsRead) return { ...gap, page: gap.page + 1 };
  if (gap.page > 1 && gap.fresh > 0 && gap.pass < MOST_PASSES) return { ...gap, page: 1, pass: gap.pass + 1, fresh: 0 };
  const next = dayBefore(gap.next);
  return next < gap.from ? null : { ...gap, next, page: 1, pass: 1, fresh: 0 };
}
