import { ContactTickets } from './contact-tickets.queries.ts';
import { FailedDeliveries } from './failed-deliveries.queries.ts';
import { NextTicket } from './next-ticket.queries.ts';
import { NotificationList } from './notifications.queries.ts';
import { SearchController } from './search.controller.ts';
import { SearchTickets } from './search-tickets.queries.ts';
import { Tags } from './tags.queries.ts';
import { TicketDetails } from './ticket-detail.queries.ts';
import { TicketListsController } from './ticket-lists.controller.ts';
import { TicketReadsController } from './ticket-reads.controller.ts';
import { ViewCountsQuery } from './view-counts.queries.ts';
import { ViewTickets } from './view-tickets.queries.ts';
import { ViewsController } from './views.controller.ts';

/** What the console reads of tickets: lists, counts, search, one conversation. It changes nothing. */
// Search first: its address would otherwise be taken for a ticket's id.
export const READ_CONTROLLERS = [SearchController, ViewsController, TicketReadsController, TicketListsController];
export const READ_QUERIES = [
  ViewTickets,
  ViewCountsQuery,
  TicketDetails,
  SearchTickets,
  ContactTickets,
  FailedDeliveries,
  NextTicket,
  NotificationList,
  Tags,
];
