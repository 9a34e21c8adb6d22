import type { BusinessCalendar } from '@balie/shared/domain/business-calendar.ts';
import { isOpen } from '@balie/shared/domain/business-calendar.ts';
import type { OrderInRules, RuleFacts } from '@balie/shared/domain/rule-conditions.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { FindOrders, type OrderOfCustomer } from '../orders/public.ts';
import { calendarOf, SlaSettings } from '../sla/public.ts';
import { type FactsOfTicket, TicketFacts } from '../tickets/public.ts';

/** A ticket with all that rules ask of it. */
export interface TicketInRules {
  readonly ticket: FactsOfTicket;
  /** Null: nobody said when it is open, so every hour counts. */
  readonly calendar: BusinessCalendar | null;
  /** Of the customer, as far as their shops know; newest first. */
  readonly orders: readonly OrderOfCustomer[];
}

/** Brings together what rules ask; a constant number of questions, however many tickets. */
@Injectable()
export class TicketsInRules {
  constructor(
    private readonly facts: TicketFacts,
    private readonly settings: SlaSettings,
    private readonly orders: FindOrders,
    private readonly clock: Clock,
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
    const orders = await this.orders.ofCustomers(
      reader,
      [...new Set(tickets.flatMap(({ contact }) => contact.emails))],
      tickets.flatMap(({ contact }) => contact.orderNumbers),
      this.clock.now(),
    );
    return tickets.map((ticket) => {
      const { id, calendar } = calendarOf(settings, ticket);
      const { emails, orderNumbers } = ticket.contact;
      const theirs = orders.filter(({ email, number }) => emails.includes(email) || orderNumbers.includes(number));
      return { ticket, calendar: id === null ? null : calendar, orders: theirs };
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

/** The one that the subject or the message names, else the newest. */
function orderOf({ subject, message }: FactsOfTicket, orders: readonly OrderOfCustomer[], at: Date): OrderInRules | null {
  const said = new Set(`${subject}\n${message?.text ?? ''}`.toUpperCase().split(/[^\p{L}\p{N}-]+/u));
  const order = orders.find(({ number }) => said.has(number.toUpperCase())) ?? orders[0];
  if (!order) return null;
  const { states, totalMinor, kind, placedAt } = order;
  return { states, totalMinor, kind, ageDays: (at.getTime() - placedAt.getTime()) / 86_400_000 };
}
