import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type ConnectedSource,
  OrderBook,
  OrderProvider,
  OrderProviders,
  type ProviderTask,
  type TaskOutcome,
} from '../../../modules/orders/public.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { RetailerPuller } from './retailer.puller.ts';
import { accessOf } from './retailer-account.ts';
import { RetailerReads } from './retailer-reads.ts';
import { RetailerWrites } from './retailer-writes.ts';

const MOST_PARTS = 6;
const REFRESH_MS = 25_000;

/** bol.com as a place from which orders come. */
@Injectable()
export class RetailerProvider extends OrderProvider implements OnModuleInit {
  readonly kind = 'bol';
  readonly can = {
    resolutions: [
      'accept',
      'exchange',
      'repair',
      'keep_paid',
      'reject',
      'still_accept',
    ] as const satisfies OrderProvider['can']['resolutions'],
    cancel: true,
  };

  constructor(
    private readonly providers: OrderProviders,
    private readonly puller: RetailerPuller,
    private readonly reads: RetailerReads,
    private readonly writes: RetailerWrites,
    private readonly book: OrderBook,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.providers.register(this);
  }

  pull(source: ConnectedSource, signal: AbortSignal): Promise<void> {
    return this.puller.pull(source, signal);
  }

  async refresh(source: ConnectedSource, number: string): Promise<boolean> {
    const signal = AbortSignal.timeout(REFRESH_MS);
    const access = accessOf(source);
    const askedAt = this.clock.now();
    const order = await this.reads.order(access, number, signal);
    if (!order) return false;
    await this.unitOfWork.run((tx) => this.book.saveOrder(tx, source.id, order, askedAt));
    const { items: shipments } = await this.reads.shipments(access, { order: number }, 1, signal);
    for (const { externalId } of shipments.slice(0, MOST_PARTS)) {
      const shipment = await this.reads.shipment(access, externalId, signal);
      if (shipment) await this.unitOfWork.run((tx) => this.book.saveShipments(tx, source.id, [shipment], askedAt));
    }
    const returnNumbers = await this.unitOfWork.read((tx) => this.book.returnNumbersOf(tx, source.id, number));
    for (const returnNumber of returnNumbers.slice(0, MOST_PARTS)) {
      const returns = await this.reads.return(access, returnNumber, signal);
      await this.unitOfWork.run((tx) => this.book.saveReturns(tx, source.id, returns, askedAt));
    }
    return true;
  }

  start(source: ConnectedSource, task: ProviderTask): Promise<TaskOutcome> {
    return this.writes.start(source, task);
  }

  find(source: ConnectedSource, task: ProviderTask, since: Date): Promise<TaskOutcome | null> {
    return this.writes.find(source, task, since);
  }

  check(source: ConnectedSource, task: ProviderTask, ref: string): Promise<TaskOutcome> {
    return this.writes.check(source, task, ref);
  }
}
