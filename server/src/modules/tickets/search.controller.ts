import { type SearchQuery, searchPage, searchQuery } from '@balie/shared/contracts/tickets.ts';
import { Controller, Get, Query } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { SearchTickets } from './search-tickets.queries.ts';

@Controller('tickets/search')
export class SearchController {
  constructor(private readonly tickets: SearchTickets) {}

  @Get()
  @Requires('tickets:read')
  @Returns(searchPage)
  search(@Me() me: Principal, @Query({ schema: searchQuery }) query: SearchQuery) {
    return this.tickets.search(query, me.agentId);
  }
}
