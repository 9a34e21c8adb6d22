import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/public.ts';
import { TicketsModule } from '../tickets/public.ts';
import { LinkOrder } from './link-order.service.ts';
import { OrdersOfTicket } from './orders-of-ticket.ts';
import { OrdersToDecideBy } from './orders-to-decide-by.ts';
import { TicketOrdersController } from './ticket-orders.controller.ts';

/** Which orders a ticket is about. */
@Module({
  imports: [TicketsModule, OrdersModule],
  controllers: [TicketOrdersController],
  providers: [OrdersOfTicket, OrdersToDecideBy, LinkOrder],
  exports: [OrdersToDecideBy],
})
export class TicketOrdersModule {}
