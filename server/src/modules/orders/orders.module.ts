import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/public.ts';
import { FindOrders } from './find-orders.ts';
import { MarketplaceFigures } from './marketplace-figures.ts';
import { OrderActionTurn } from './order-action-turn.ts';
import { OrderBook } from './order-book.ts';
import { OrderBroadcast } from './order-broadcast.ts';
import { OrderCounts } from './order-counts.ts';
import { OrderHousekeeping } from './order-housekeeping.ts';
import { OrderJobsWorker } from './order-jobs.worker.ts';
import { OrderProviders } from './order-provider.ts';
import { OrderSourcesController } from './order-sources.controller.ts';
import { OrderSources } from './order-sources.ts';
import { OrdersController } from './orders.controller.ts';
import { ReadOrders } from './read-orders.ts';
import { RefreshOrders } from './refresh-orders.ts';
import { SourceAlarm } from './source-alarm.ts';
import { SourceLetters } from './source-letters.ts';
import { SourceProgress } from './source-progress.ts';
import { SourceSupervisor } from './source-supervisor.ts';
import { StartOrderAction } from './start-order-action.service.ts';

const PORTS = [
  OrderProviders,
  OrderSources,
  OrderBook,
  SourceProgress,
  MarketplaceFigures,
  OrderCounts,
  FindOrders,
  ReadOrders,
  RefreshOrders,
];

const WATCHED = [SourceAlarm, SourceLetters, OrderHousekeeping];

/** Orders of web shops and marketplaces: brought in by providers, read beside tickets, acted upon. It knows no provider. */
@Module({
  imports: [OrganisationsModule],
  controllers: [OrderSourcesController, OrdersController],
  providers: [...PORTS, SourceSupervisor, OrderBroadcast, StartOrderAction, OrderActionTurn, OrderJobsWorker, ...WATCHED],
  exports: PORTS,
})
export class OrdersModule {}
