import { id } from '@balie/shared/contracts/common.ts';
import { type Message, message, type UndoneReply, undoneReply } from '@balie/shared/contracts/tickets.ts';
import { Controller, Headers, Param, Post } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { CLIENT_ID_HEADER } from './client-id.ts';
import { RetryDelivery } from './retry-delivery.service.ts';
import { UndoReply } from './undo-reply.service.ts';

/** What can be done with a reply on its way. */
@Controller('messages/:id')
export class DeliveryController {
  constructor(
    private readonly undoReply: UndoReply,
    private readonly retryDelivery: RetryDelivery,
  ) {}

  @Post('undo')
  @Requires('tickets:reply')
  @Returns(undoneReply, 200)
  undo(
    @Me() me: Principal,
    @Param('id', { schema: id }) messageId: string,
    @Headers(CLIENT_ID_HEADER) clientId = '',
  ): Promise<UndoneReply> {
    return this.undoReply.execute(messageId, me.agentId, clientId);
  }

  @Post('retry')
  @Requires('tickets:reply')
  @Returns(message, 200)
  retry(@Param('id', { schema: id }) messageId: string): Promise<Message> {
    return this.retryDelivery.execute(messageId);
  }
}
