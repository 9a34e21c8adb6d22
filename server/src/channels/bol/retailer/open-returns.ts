import { Injectable } from '@nestjs/common';
import { type ConnectedSource, OrderBook } from '../../../modules/orders/public.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { accessOf } from './retailer-account.ts';
import { type Fulfilment, RetailerReads } from './retailer-reads.ts';

const MOST_PAGES = 40;
/** Asked for one by one in a round: bol takes twenty a minute. */
const MOST_SINGLE = 8;

/** Returns that wait for a decision: all of them each time, and what became of those that wait no longer. */
@Injectable()
export class OpenReturns {
  constructor(
    private readonly reads: RetailerReads,
    private readonly book: OrderBook,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async read(source: ConnectedSource, signal: AbortSignal): Promise<void> {
    const seen = new Set<string>();
    for (const fulfilment of ['FBR', 'FBB'] satisfies Fulfilment[]) {
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const askedAt = this.clock.now();
        const { items, isLast } = await this.reads.returns(accessOf(source), false, fulfilment, page, signal);
        for (const { returnNumber } of items) seen.add(returnNumber);
        await this.unitOfWork.run((tx) => this.book.saveReturns(tx, source.id, items, askedAt));
        if (isLast) break;
      }
    }
    const open = await this.unitOfWork.read((tx) => this.book.openReturns(tx, source.id));
    const decided = open.filter((number) => !seen.has(number)).slice(0, MOST_SINGLE);
    for (const returnNumber of decided) {
      const askedAt = this.clock.now();
      const items = await this.reads.return(accessOf(source), returnNumber, signal);
      await this.unitOfWork.run((tx) => this.book.saveReturns(tx, source.id, items, askedAt));
    }
  }
}
