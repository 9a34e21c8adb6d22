import type { TicketOrders } from '@balie/shared/contracts/orders.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { FindOrders, RefreshOrders } from '../orders/public.ts';
import { TicketWords } from '../tickets/public.ts';
import { OrdersOfTicket } from './orders-of-ticket.ts';
import { OrderUnknown, ShopDoesNotAnswer } from './ticket-order.errors.ts';

/** A colleague knows better which order a ticket is about. */
@Injectable()
export class LinkOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly words: TicketWords,
    private readonly find: FindOrders,
    private readonly refresh: RefreshOrders,
    private readonly orders: OrdersOfTicket,
  ) {}

  /** One that is not here is asked for at its shop. @throws {NotFound | OrderUnknown | ShopDoesNotAnswer} */
  async byNumber(ticketId: string, typed: string, agentId: string): Promise<TicketOrders> {
    const number = typed.replace(/^#/, '').trim();
    const ticket = await this.unitOfWork.read((tx) => this.words.of(tx, ticketId));
    if (!ticket) throw new NotFound('ticket');
    const orderId = (await this.known(number, ticket.shopId)) ?? (await this.fetched(number, ticket.shopId));
    return this.decide(ticketId, orderId, true, agentId);
  }

  /** @throws {NotFound} */
  decide(ticketId: string, orderId: string, belongs: boolean, agentId: string): Promise<TicketOrders> {
    return this.unitOfWork.run(async (tx) => {
      const written = await tx.execute(
        `insert into ticket_orders (ticket_id, order_id, organisation_id, belongs, agent_id, decided_at)
         select t.id, o.id, $1, $4, $5, $6 from tickets t, orders o
          where t.organisation_id = $1 and t.id = $2 and o.organisation_id = $1 and o.id = $3
         on conflict (ticket_id, order_id) do update set belongs = excluded.belongs, agent_id = excluded.agent_id, decided_at = excluded.decided_at`,
        [tx.organisationId, ticketId, orderId, belongs, agentId, this.clock.now()],
      );
      if (written === 0) throw new NotFound('order');
      return this.orders.of(tx, ticketId);
    });
  }

  private async known(number: string, shopId: string): Promise<string | undefined> {
    const upper = number.toUpperCase();
    const spellings = [...new Set([number, upper, upper.replace(/\s+/g, '-'), inOnePiece(upper)])];
    for (const spelling of spellings) {
      const [id] = await this.unitOfWork.read((tx) => this.find.byNumber(tx, spelling, shopId));
      if (id !== undefined) return id;
    }
    return undefined;
  }

  private async fetched(number: string, shopId: string): Promise<string> {
    const digits = inOnePiece(number);
    const asked = /^\d+$/.test(digits) ? digits : number.replace(/\s+/g, '').toUpperCase();
    const isThere = await this.refresh.fetch(asked, shopId).catch(() => {
      throw new ShopDoesNotAnswer();
    });
    const id = isThere ? await this.known(asked, shopId) : undefined;
    if (id === undefined) throw new OrderUnknown(number);
    return id;
  }
}

/** As people read it out or copy it: `104 282-3870`. */
const inOnePiece = (number: string): string => number.replace(/[\s-]+/g, '');
