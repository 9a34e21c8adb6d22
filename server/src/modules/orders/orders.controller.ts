import { id } from '@balie/shared/contracts/common.ts';
import { orderAction, type StartOrderActionRequest, startOrderActionRequest } from '@balie/shared/contracts/orders.ts';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { RefreshOrders } from './refresh-orders.ts';
import { StartOrderAction } from './start-order-action.service.ts';

@Controller('orders')
export class OrdersController {
  constructor(
    private readonly refreshOrders: RefreshOrders,
    private readonly startAction: StartOrderAction,
  ) {}

  /** Somebody looks at it; what is new comes over the socket. */
  @Post(':id/refresh')
  @Requires('tickets:read')
  @HttpCode(204)
  async refresh(@Param('id', { schema: id }) orderId: string): Promise<void> {
    await this.refreshOrders.ask(orderId);
  }

  @Post(':id/actions')
  @Requires('tickets:update')
  @Returns(orderAction)
  start(
    @Param('id', { schema: id }) orderId: string,
    @Body({ schema: startOrderActionRequest }) request: StartOrderActionRequest,
    @Me() me: Principal,
  ) {
    return this.startAction.execute(orderId, request, me.agentId);
  }
}
