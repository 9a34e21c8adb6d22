import { type BlockVisitorRequest, blockVisitorRequest, type VisitorCard, visitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Returns } from '../../platform/http/returns.ts';
import { AddressBlocks } from './address-blocks.ts';
import { ChatWire } from './chat-wire.ts';
import { VisitorCards } from './visitor-cards.ts';
import { Visitors } from './visitors.ts';

/** Visitors, for agents. */
@Controller('chat-visitors')
export class VisitorsController {
  constructor(
    private readonly cards: VisitorCards,
    private readonly visitors: Visitors,
    private readonly addresses: AddressBlocks,
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
    @Body({ schema: blockVisitorRequest }) { blocked, address }: BlockVisitorRequest,
  ): Promise<VisitorCard> {
    const out = await this.unitOfWork.run(async (tx) => {
      if (!(await this.visitors.setBlocked(tx, visitorId, blocked))) throw new NotFound('visitor');
      if (blocked && address) return this.addresses.block(tx, visitorId);
      await this.addresses.lift(tx, visitorId);
      return [];
    });
    if (blocked) for (const id of new Set([visitorId, ...out])) this.wire.disconnect(id);
    await this.cards.tell(visitorId);
    return this.cards.of(visitorId);
  }
}
