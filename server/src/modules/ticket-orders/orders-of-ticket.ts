import type { OrderTie, TicketOrders } from '@balie/shared/contracts/orders.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { FindOrders, ReadOrders } from '../orders/public.ts';
import { TicketWords } from '../tickets/public.ts';
import { namedOrderNumbers, possibleOrderNumbers } from './order-numbers.ts';

interface Decision {
  readonly orderId: string;
  readonly belongs: boolean;
}
/** Which order is meant is clearer by the one than by the other. */
const RANK: Readonly<Record<OrderTie, number>> = { linked: 0, customer: 1, mentioned: 2 };
const SHOWN = 10;

/** The join of tickets and orders. */
@Injectable()
export class OrdersOfTicket {
  constructor(
    private readonly words: TicketWords,
    private readonly find: FindOrders,
    private readonly orders: ReadOrders,
  ) {}

  /**
   * The orders a ticket is about: those a colleague linked; those that its shop says are the customer's, by the number a
   * channel keeps with the customer (`bol_order`) or by their address; those whose number stands in the conversation. What
   * a colleague said does not belong is left out.
   * @throws {NotFound}
   */
  async of(tx: Reader, ticketId: string): Promise<TicketOrders> {
    const ticket = await this.words.of(tx, ticketId);
    if (!ticket) throw new NotFound('ticket');
    const texts = [ticket.subject, ...ticket.texts];
    const words = possibleOrderNumbers(texts);
    const values = (kind: string) => ticket.identities.flatMap((identity) => (identity.kind === kind ? [identity.value] : []));
    const signs = { shopId: ticket.shopId, words, emails: values('email'), numbers: values('bol_order') };
    const [found, decisions, [connected]] = await Promise.all([
      this.find.bySigns(tx, signs),
      tx.query<Decision>('select order_id as "orderId", belongs from ticket_orders where organisation_id = $1 and ticket_id = $2', [
        tx.organisationId,
        ticketId,
      ]),
      tx.query('select 1 from order_sources where organisation_id = $1 limit 1', [tx.organisationId]),
    ]);
    const decided = new Map(decisions.map(({ orderId, belongs }) => [orderId, belongs]));
    const mentioned = new Set(words);
    const tied = found
      .filter(({ id }) => !decided.has(id))
      // Of one customer's orders those that are spoken of come first.
      .toSorted((a, b) => Number(mentioned.has(b.number)) - Number(mentioned.has(a.number)))
      .map(({ id, isTheirs }) => ({ id, tie: isTheirs ? ('customer' as const) : ('mentioned' as const) }));
    const linked = decisions.filter(({ belongs }) => belongs).map(({ orderId }) => ({ id: orderId, tie: 'linked' as const }));
    const ties = [...linked, ...tied].toSorted((a, b) => RANK[a.tie] - RANK[b.tie]).slice(0, SHOWN);
    const orders = await this.orders.byIds(
      tx,
      ties.map(({ id }) => id),
    );
    const items = ties.flatMap(({ id, tie }) => orders.filter((order) => order.id === id).map((order) => ({ tie, order })));
    const known = new Set([...found, ...orders].map(({ number }) => number));
    const named = [...new Set([...signs.numbers, ...namedOrderNumbers(texts)])];
    return { items, unknownNumbers: named.filter((number) => !known.has(number)), connected: connected !== undefined };
  }
}
