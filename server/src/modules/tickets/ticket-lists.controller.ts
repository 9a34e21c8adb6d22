import { id, type PageQuery, pageQuery } from '@balie/shared/contracts/common.ts';
import { notificationPage } from '@balie/shared/contracts/notifications.ts';
import { failedDeliveryPage, type NextTicketQuery, nextTicket, nextTicketQuery, tagList } from '@balie/shared/contracts/ticket-lists.ts';
import { ticketPage } from '@balie/shared/contracts/tickets.ts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { Me, Requires, SignedIn } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ContactTickets } from './contact-tickets.queries.ts';
import { FailedDeliveries } from './failed-deliveries.queries.ts';
import { NextTicket } from './next-ticket.queries.ts';
import { NotificationList } from './notifications.queries.ts';
import { Tags } from './tags.queries.ts';

/** The smaller lists around tickets. */
@Controller()
export class TicketListsController {
  constructor(
    private readonly contactTickets: ContactTickets,
    private readonly failedDeliveries: FailedDeliveries,
    private readonly notifications: NotificationList,
    private readonly tags: Tags,
    private readonly next: NextTicket,
  ) {}

  @Get('contacts/:id/tickets')
  @Requires('tickets:read')
  @Returns(ticketPage)
  ofContact(@Me() me: Principal, @Param('id', { schema: id }) contactId: string, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.contactTickets.page(contactId, query, me.agentId);
  }

  @Get('next-ticket')
  @Requires('tickets:read')
  @Returns(nextTicket)
  async nextBest(@Me() me: Principal, @Query({ schema: nextTicketQuery }) query: NextTicketQuery) {
    return { ticket: await this.next.find(me.agentId, query.skip) };
  }

  @Get('failed-deliveries')
  @Requires('tickets:read')
  @Returns(failedDeliveryPage)
  failed(@Me() me: Principal, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.failedDeliveries.page(me.agentId, query);
  }

  @Get('notifications')
  @SignedIn()
  @Returns(notificationPage)
  notified(@Me() me: Principal, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.notifications.page(me.agentId, query);
  }

  @Get('tags')
  @Requires('tickets:read')
  @Returns(tagList)
  async listTags() {
    return { items: await this.tags.list() };
  }
}
