export { FindOrders, type OrderOfCustomer } from './find-orders.ts';
export { type FigureOfShop, MarketplaceFigures } from './marketplace-figures.ts';
export { OrderBook } from './order-book.ts';
export { OrderCounts, type OrderWeek } from './order-counts.ts';
export {
  type ConnectedSource,
  OrderProvider,
  OrderProviders,
  type ProviderFigure,
  type ProviderLine,
  type ProviderOrder,
  type ProviderReturn,
  type ProviderShipment,
  type ProviderTask,
  type TaskOutcome,
} from './order-provider.ts';
export { OrderSources } from './order-sources.ts';
export { OrdersModule } from './orders.module.ts';
export { ReadOrders } from './read-orders.ts';
export { RefreshOrders } from './refresh-orders.ts';
export { SourceProgress } from './source-progress.ts';
