import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { type ConnectedSource, OrderBook, SourceProgress } from '../../../modules/orders/public.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Config } from '../../../platform/config/config.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { Log } from '../../../platform/logging/log.ts';
import { ChangedOrders } from './changed-orders.ts';
import { NewestFirst } from './newest-first.ts';
import { OpenReturns } from './open-returns.ts';
import { accessOf } from './retailer-account.ts';
import { type RetailerCursor, retailerCursor } from './retailer-cursor.ts';
import { codeOf, RetailerBusy, RetailerRefused, RetailerUnreachable } from './retailer-errors.ts';
import { RetailerFigures } from './retailer-figures.ts';
import { RetailerReads } from './retailer-reads.ts';

/** Returns and shipments are asked for less often than orders: bol takes fewer questions about them. */
const LISTS_EVERY = 2;
/** Where parcels are: so long an answer is good enough, unless somebody looks. */
const TRACK_AGE_MS = 3 * 3_600_000;
const MOST_TRACKED = 8;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Several things are read in turn; none of them keeps the newest orders waiting. */
const BETWEEN_PORTIONS_MS = 50;

/**
 * Brings orders of one connection in, in rounds: what changed lately, then a portion of all else. While there is more,
 * rounds follow one another; else they wait.
 */
@Injectable()
export class RetailerPuller {
  private readonly log: Logger;

  constructor(
    private readonly changed: ChangedOrders,
    private readonly lists: NewestFirst,
    private readonly openReturns: OpenReturns,
    private readonly figures: RetailerFigures,
    private readonly reads: RetailerReads,
    private readonly book: OrderBook,
    private readonly progress: SourceProgress,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    log: Log,
  ) {
    this.log = log.named('bol');
  }

  async pull(source: ConnectedSource, signal: AbortSignal): Promise<void> {
    const pollMs = this.config.bol.pollSeconds * 1000;
    let failures = 0;
    let polls = 0;
    let dueAt = 0;
    while (!signal.aborted) {
      try {
        const isDue = performance.now() >= dueAt;
        const more = await this.round(source, { changes: isDue, lists: isDue && polls % LISTS_EVERY === 0 }, signal);
        if (isDue) {
          polls += 1;
          dueAt = performance.now() + pollMs;
          await this.progress.working(source.id);
        }
        failures = 0;
        await delay(more ? BETWEEN_PORTIONS_MS : Math.max(BETWEEN_PORTIONS_MS, dueAt - performance.now()), undefined, { signal });
      } catch (error) {
        if (signal.aborted) return;
        if (!isBols(error)) throw error;
        const needsPerson = error instanceof RetailerRefused && error.needsPerson;
        await this.progress.failing(source.id, { code: codeOf(error), message: error.message, needsPerson });
        if (needsPerson) return;
        failures += 1;
        const wait = error instanceof RetailerBusy ? error.afterSeconds * 1000 : pollMs * 2 ** Math.min(failures - 1, 5);
        await delay(Math.min(LONGEST_PAUSE_MS, wait), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** @returns whether there is more to read at once */
  private async round(source: ConnectedSource, due: { changes: boolean; lists: boolean }, signal: AbortSignal): Promise<boolean> {
    if (due.changes) await this.changed.latest(source, await this.cursor(source), signal);
    const { gap } = await this.cursor(source);
    const moreDays = gap ? await this.changed.fill(source, gap, signal) : false;
    const moreListed = await this.lists.step(source, await this.cursor(source), due.lists, signal);
    if (due.lists) await this.openReturns.read(source, signal);
    const moreTracked = await this.track(source, signal);
    const moreFigures = await this.figures.step(source, await this.cursor(source), signal);
    return moreDays || moreListed || moreTracked || moreFigures;
  }

  /** Where some of the parcels on their way are. */
  private async track(source: ConnectedSource, signal: AbortSignal): Promise<boolean> {
    const before = new Date(this.clock.now().getTime() - TRACK_AGE_MS);
    const due = await this.unitOfWork.read((tx) => this.book.dueShipments(tx, source.id, before, MOST_TRACKED + 1));
    for (const { externalId, orderNumber } of due.slice(0, MOST_TRACKED)) {
      const askedAt = this.clock.now();
      const shipment = await this.reads.shipment(accessOf(source), externalId, signal);
      await this.unitOfWork.run(async (tx) => {
        if (shipment) await this.book.saveShipments(tx, source.id, [shipment], askedAt);
        else await this.book.endShipment(tx, source.id, externalId, askedAt);
      });
      this.log.trace({ sourceId: source.id, orderNumber }, 'A parcel was asked for');
    }
    return due.length > MOST_TRACKED;
  }

  private async cursor({ id }: ConnectedSource): Promise<RetailerCursor> {
    return retailerCursor.parse(await this.progress.cursor(id));
  }
}

function isBols(error: unknown): error is RetailerRefused | RetailerUnreachable | RetailerBusy {
  return error instanceof RetailerRefused || error instanceof RetailerUnreachable || error instanceof RetailerBusy;
}
