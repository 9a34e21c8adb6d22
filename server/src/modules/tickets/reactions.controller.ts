import { id } from '@balie/shared/contracts/common.ts';
import { type ReactionRequest, reactionRequest } from '@balie/shared/contracts/message-parts.ts';
import { type Message, message } from '@balie/shared/contracts/tickets.ts';
import { Body, Controller, Param, Put } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ReactToMessage } from './react-to-message.service.ts';

/** Our sign on a customer's message. */
@Controller('messages/:id/reaction')
export class ReactionsController {
  constructor(private readonly react: ReactToMessage) {}

  @Put()
  @Requires('tickets:reply')
  @Returns(message)
  put(
    @Me() me: Principal,
    @Param('id', { schema: id }) messageId: string,
    @Body({ schema: reactionRequest }) { emoji }: ReactionRequest,
  ): Promise<Message> {
    return this.react.execute(messageId, emoji, me.agentId);
  }
}
