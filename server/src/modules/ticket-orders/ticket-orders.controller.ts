import { id } from '@balie/shared/contracts/common.ts';
import { type LinkOrderRequest, linkOrderRequest, type TicketOrders, ticketOrders } from '@balie/shared/contracts/orders.ts';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { LinkOrder } from './link-order.service.ts';
import { OrdersOfTicket } from './orders-of-ticket.ts';

/** The orders beside a ticket. */
@Controller('tickets/:id/orders')
export class TicketOrdersController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly orders: OrdersOfTicket,
    private readonly link: LinkOrder,
  ) {}

  @Get()
  @Requires('tickets:read')
  @Returns(ticketOrders)
  list(@Param('id', { schema: id }) ticketId: string): Promise<TicketOrders> {
    return this.unitOfWork.read((tx) => this.orders.of(tx, ticketId));
  }

  @Post()
  @Requires('tickets:update')
  @Returns(ticketOrders, 200)
  add(
    @Param('id', { schema: id }) ticketId: string,
    @Body({ schema: linkOrderRequest }) { number }: LinkOrderRequest,
    @Me() me: Principal,
  ): Promise<TicketOrders> {
    return this.link.byNumber(ticketId, number, me.agentId);
  }

  /** It does not belong to this ticket, whatever its number. */
  @Delete(':orderId')
  @Requires('tickets:update')
  @Returns(ticketOrders)
  remove(
    @Param('id', { schema: id }) ticketId: string,
    @Param('orderId', { schema: id }) orderId: string,
    @Me() me: Principal,
  ): Promise<TicketOrders> {
    return this.link.decide(ticketId, orderId, false, me.agentId);
  }
}
