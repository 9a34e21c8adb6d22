import { blockVisitorRequest, type VisitorCard, visitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ChatWire } from './chat-wire.ts';
import { VisitorCards } from './visitor-cards.ts';
import { Visitors } from './visitors.ts';

/** Visitors, for agents. */
@Controller('chat-visitors')
export class VisitorsController {
  constructor(
    private readonly cards: VisitorCards,
    private readonly visitors: Visitors,
    private readonly wire: ChatWire,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get(':id')
  @Requires('tickets:read')
  @Returns(visitorCard)
  read(@Param('id', { schema: id }) visitorId: string): Promise<VisitorCard> {
    return this.cards.of(visitorId);
  }

  /** Who is blocked is disconnected and let in no more, without being told why. */
  @Put(':id/blocked')
  @Requires('tickets:reply')
  @Returns(visitorCard)
  async block(
    @Param('id', { schema: id }) visitorId: string,
    @Body({ schema: blockVisitorRequest }) { blocked }: z.infer<typeof blockVisitorRequest>,
  ): Promise<VisitorCard> {
    const found = await this.unitOfWork.run((tx) => this.visitors.setBlocked(tx, visitorId, blocked));
    if (!found) throw new NotFound('visitor');
    if (blocked) this.wire.disconnect(visitorId);
    await this.cards.tell(visitorId);
    return this.cards.of(visitorId);
  }
}
