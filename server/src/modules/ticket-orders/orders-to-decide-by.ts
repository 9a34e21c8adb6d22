import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { FindOrders, type OrderOfCustomer } from '../orders/public.ts';

/** What a ticket tells of whose orders may be meant. */
interface TicketWithOrders {
  readonly id: string;
  readonly contact: { readonly emails: readonly string[]; readonly orderNumbers: readonly string[] };
}

export interface OrderOfTicket extends OrderOfCustomer {
  /** A colleague said so. */
  readonly linked: boolean;
}

interface Decision {
  readonly ticketId: string;
  readonly orderId: string;
  readonly belongs: boolean;
}

/** For who acts by itself: what merely stands in a text is not enough. */
@Injectable()
export class OrdersToDecideBy {
  constructor(
    private readonly find: FindOrders,
    private readonly clock: Clock,
  ) {}

  /**
   * Of each ticket, the orders that a colleague linked and those that their shops say are the customer's, newest first;
   * without those of which a colleague said that they do not belong. Two questions, however many tickets.
   */
  async of(reader: Reader, tickets: readonly TicketWithOrders[]): Promise<(ticket: TicketWithOrders) => OrderOfTicket[]> {
    const decisions = await reader.query<Decision>(
      'select ticket_id as "ticketId", order_id as "orderId", belongs from ticket_orders where organisation_id = $1 and ticket_id = any($2)',
      [reader.organisationId, tickets.map(({ id }) => id)],
    );
    const signs = {
      emails: [...new Set(tickets.flatMap(({ contact }) => contact.emails))],
      numbers: tickets.flatMap(({ contact }) => contact.orderNumbers),
      ids: decisions.flatMap(({ orderId, belongs }) => (belongs ? [orderId] : [])),
    };
    const orders = await this.find.ofCustomers(reader, signs, this.clock.now());
    return ({ id, contact }) => {
      const decided = new Map(decisions.flatMap(({ ticketId, orderId, belongs }) => (ticketId === id ? [[orderId, belongs]] : [])));
      return orders.flatMap((order) => {
        const said = decided.get(order.id);
        const isTheirs = contact.emails.includes(order.email) || contact.orderNumbers.includes(order.number);
        return (said ?? isTheirs) ? [{ ...order, linked: said === true }] : [];
      });
    };
  }
}
