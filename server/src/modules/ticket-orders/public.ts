export { type OrderOfTicket, OrdersToDecideBy } from './orders-to-decide-by.ts';
export { TicketOrdersModule } from './ticket-orders.module.ts';
