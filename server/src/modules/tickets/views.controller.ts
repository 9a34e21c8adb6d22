import {
  ticketPage,
  type ViewCounts,
  type ViewId,
  type ViewTicketsQuery,
  viewCounts,
  viewId,
  viewTicketsQuery,
} from '@balie/shared/contracts/tickets.ts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ViewCountsQuery } from './view-counts.queries.ts';
import { ViewTickets } from './view-tickets.queries.ts';

/** The lists agents work from. */
@Controller('views')
export class ViewsController {
  constructor(
    private readonly tickets: ViewTickets,
    private readonly counts: ViewCountsQuery,
  ) {}

  @Get()
  @Requires('tickets:read')
  @Returns(viewCounts)
  count(@Me() me: Principal): Promise<ViewCounts> {
    return this.counts.read(me.agentId);
  }

  @Get(':viewId/tickets')
  @Requires('tickets:read')
  @Returns(ticketPage)
  list(
    @Me() me: Principal,
    @Param('viewId', { schema: viewId }) view: ViewId,
    @Query({ schema: viewTicketsQuery }) query: ViewTicketsQuery,
  ) {
    return this.tickets.page(view, query, me.agentId);
  }
}
