import { Module } from '@nestjs/common';
import { OrdersModule } from '../../../modules/orders/public.ts';
import { ChangedOrders } from './changed-orders.ts';
import { ConnectRetailer } from './connect-retailer.service.ts';
import { NewestFirst } from './newest-first.ts';
import { OpenReturns } from './open-returns.ts';
import { RetailerController } from './retailer.controller.ts';
import { RetailerProvider } from './retailer.provider.ts';
import { RetailerPuller } from './retailer.puller.ts';
import { RetailerApi } from './retailer-api.ts';
import { RetailerFigures } from './retailer-figures.ts';
import { RetailerLimits } from './retailer-limits.ts';
import { RetailerReads } from './retailer-reads.ts';
import { RetailerTokens } from './retailer-tokens.ts';
import { RetailerWrites } from './retailer-writes.ts';
import { TestRetailer } from './test-retailer.ts';

/** Orders, returns and figures of bol.com over its Retailer API. Questions of customers come by mail: that is not here. */
@Module({
  imports: [OrdersModule],
  controllers: [RetailerController],
  providers: [
    RetailerTokens,
    RetailerLimits,
    RetailerApi,
    RetailerReads,
    RetailerWrites,
    ChangedOrders,
    NewestFirst,
    OpenReturns,
    RetailerFigures,
    RetailerPuller,
    RetailerProvider,
    TestRetailer,
    ConnectRetailer,
  ],
})
export class RetailerModule {}
