import type { BusinessCalendar } from '@balie/shared/domain/business-calendar.ts';
import { isOpen } from '@balie/shared/domain/business-calendar.ts';
import type { OrderInRules, RuleFacts } from '@balie/shared/domain/rule-conditions.ts';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { calendarOf, SlaSettings } from '../sla/public.ts';
import { type OrderOfTicket, OrdersToDecideBy } from '../ticket-orders/public.ts';
import { type FactsOfTicket, TicketFacts } from '../tickets/public.ts';

/** A ticket with all that rules ask of it. */
export interface TicketInRules {
  readonly ticket: FactsOfTicket;
  /** Null: nobody said when it is open, so every hour counts. */
  readonly calendar: BusinessCalendar | null;
  /** That it may be about; newest first. */
  readonly orders: readonly OrderOfTicket[];
}

/** Brings together what rules ask; a constant number of questions, however many tickets. */
@Injectable()
export class TicketsInRules {
  constructor(
    private readonly facts: TicketFacts,
    private readonly settings: SlaSettings,
    private readonly orders: OrdersToDecideBy,
  ) {}

  /** Nobody else changes it until the transaction ends. */
  async hold(tx: Tx, ticketId: string, messageId: string | null): Promise<TicketInRules | undefined> {
    return (await this.complete(tx, await this.facts.hold(tx, [ticketId], messageId)))[0];
  }

  async read(reader: Reader, ticketIds: readonly string[]): Promise<TicketInRules[]> {
    return this.complete(reader, await this.facts.read(reader, ticketIds));
  }

  private async complete(reader: Reader, tickets: readonly FactsOfTicket[]): Promise<TicketInRules[]> {
    if (tickets.length === 0) return [];
    const settings = await this.settings.all(reader);
    const ordersOf = await this.orders.of(reader, tickets);
    return tickets.map((ticket) => {
      const { id, calendar } = calendarOf(settings, ticket);
      return { ticket, calendar: id === null ? null : calendar, orders: ordersOf(ticket) };
    });
  }
}

/** @param at whether it is open then */
export function factsOf({ ticket, calendar, orders }: TicketInRules, at: Date): RuleFacts {
  const { message } = ticket;
  return {
    channelKind: ticket.channelKind,
    channelAccountId: ticket.channelAccountId,
    shopId: ticket.shopId,
    status: ticket.status,
    priority: ticket.priority,
    teamId: ticket.teamId,
    assigneeId: ticket.assigneeId,
    tags: ticket.tags,
    subject: ticket.subject,
    text: message?.text ?? '',
    sender: { name: message?.name ?? '', address: message?.address ?? '' },
    nature: message?.nature ?? 'personal',
    language: ticket.language ?? 'other',
    isKnownCustomer: ticket.isKnownCustomer,
    hasOrders: orders.length > 0,
    order: orderOf(ticket, orders, at),
    isOpen: calendar === null || isOpen(calendar, at.getTime()),
  };
}

/** One that a colleague linked goes before the others; of several, the one that the subject or the message names, else the newest. */
function orderOf({ subject, message }: FactsOfTicket, orders: readonly OrderOfTicket[], at: Date): OrderInRules | null {
  const said = new Set(`${subject}\n${message?.text ?? ''}`.toUpperCase().split(/[^\p{L}\p{N}-]+/u));
  const linked = orders.filter((order) => order.linked);
  const meant = linked.length > 0 ? linked : orders;
  const order = meant.find(({ number }) => said.has(number.toUpperCase())) ?? meant[0];
  if (!order) return null;
  const { states, totalMinor, kind, placedAt } = order;
  return { states, totalMinor, kind, ageDays: (at.getTime() - placedAt.getTime()) / 86_400_000 };
}
