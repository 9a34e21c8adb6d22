import { id } from '@balie/shared/contracts/common.ts';
import { message } from '@balie/shared/contracts/tickets.ts';
import { Controller, Param, Post } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { MarketplaceMessages } from './marketplace-messages.ts';

/** Mail from a marketplace of which nothing was read. */
@Controller('messages/:id')
export class MarketplaceController {
  constructor(
    private readonly messages: MarketplaceMessages,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Somebody has looked, and it is all right so. */
  @Post('leave')
  @Requires('tickets:update')
  @Returns(message, 200)
  leave(@Param('id', { schema: id }) messageId: string) {
    return this.unitOfWork.run((tx) => this.messages.leave(tx, messageId));
  }
}
