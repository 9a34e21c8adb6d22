import { id } from '@balie/shared/contracts/common.ts';
import {
  type MergeRequest,
  mergeRequest,
  type SplitRequest,
  splitRequest,
  type TwoTickets,
  twoTickets,
} from '@balie/shared/contracts/moving.ts';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { MergeTickets } from './merge-tickets.service.ts';
import { SplitTicket } from './split-ticket.service.ts';
import { UnmergeTicket } from './unmerge-ticket.service.ts';

/** Moves messages between tickets. Each answers with the ticket that was acted on and the other one. */
@Controller('tickets/:id')
export class MovingController {
  constructor(
    private readonly splitTicket: SplitTicket,
    private readonly mergeTickets: MergeTickets,
    private readonly unmergeTicket: UnmergeTicket,
  ) {}

  @Post('split')
  @Requires('tickets:update')
  @Returns(twoTickets)
  split(
    @Me() me: Principal,
    @Param('id', { schema: id }) ticketId: string,
    @Body({ schema: splitRequest }) request: SplitRequest,
  ): Promise<TwoTickets> {
    return this.splitTicket.execute(ticketId, request.messageIds, me.agentId);
  }

  @Post('merge')
  @Requires('tickets:update')
  @Returns(twoTickets, 200)
  merge(
    @Me() me: Principal,
    @Param('id', { schema: id }) ticketId: string,
    @Body({ schema: mergeRequest }) request: MergeRequest,
  ): Promise<TwoTickets> {
    return this.mergeTickets.execute(ticketId, request.intoTicketId, me.agentId);
  }

  @Post('unmerge')
  @Requires('tickets:update')
  @Returns(twoTickets, 200)
  unmerge(@Me() me: Principal, @Param('id', { schema: id }) ticketId: string): Promise<TwoTickets> {
    return this.unmergeTicket.execute(ticketId, me.agentId);
  }
}
