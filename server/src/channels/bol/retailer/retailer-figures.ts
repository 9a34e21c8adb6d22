import { figureName } from '@balie/shared/contracts/order-sources.ts';
import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { type ConnectedSource, MarketplaceFigures, type ProviderFigure, SourceProgress } from '../../../modules/orders/public.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { accessOf, BOL_ZONE } from './retailer-account.ts';
import { dayOf, type RetailerCursor } from './retailer-cursor.ts';
import { RetailerReads } from './retailer-reads.ts';

/** So many weeks count for strikes; the last few are asked for again each day, until bol's count of them is definite. */
const AT_FIRST = 22;
const EACH_DAY = 3;

/** What bol measures of the shop: the running week each day, older ones until they are settled. */
@Injectable()
export class RetailerFigures {
  constructor(
    private readonly reads: RetailerReads,
    private readonly figures: MarketplaceFigures,
    private readonly progress: SourceProgress,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The figures of one week. @returns whether others are still to be asked for today */
  async step(source: ConnectedSource, { figures }: RetailerCursor, signal: AbortSignal): Promise<boolean> {
    const today = dayOf(this.clock.now());
    const pending = figures?.day === today ? figures.weeks : weeksUntil(today, figures ? EACH_DAY : AT_FIRST);
    const [week, ...rest] = pending;
    if (week === undefined) return false;
    const { weekYear, weekNumber } = DateTime.fromISO(week, { zone: BOL_ZONE });
    const found: ProviderFigure[] = [];
    for (const name of figureName.options) {
      const figure = await this.reads.figure(accessOf(source), name, weekYear, weekNumber, signal);
      if (figure) found.push(figure);
    }
    await this.unitOfWork.run(async (tx) => {
      await this.figures.save(tx, source.id, today, found);
      await this.progress.moveCursor(tx, source.id, { figures: { day: today, weeks: rest } });
    });
    return rest.length > 0;
  }
}

function weeksUntil(today: string, count: number): string[] {
  const now = DateTime.fromISO(today, { zone: BOL_ZONE });
  return Array.from({ length: count }, (_, ago) => now.minus({ weeks: ago }).toFormat("kkkk-'W'WW"));
}
