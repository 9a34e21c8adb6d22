import { type OrderTask, orderAction, type TicketOrders, ticketOrders } from '@balie/shared/contracts/orders.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, send, sendJson } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';

const ALL = ['ticket-orders'];

/** Kept fresh by the socket. */
export const ticketOrdersQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...ALL, ticketId],
    queryFn: ({ signal }) => getJson(ticketOrders, `/api/tickets/${ticketId}/orders`, signal),
  });

/** Who shows one of these orders, or waits for one, reads it again. */
export function ordersAreOutdated(numbers: readonly string[]): void {
  void queryClient.invalidateQueries({
    queryKey: ALL,
    predicate: ({ state }) => {
      const data = state.data as TicketOrders | undefined;
      const shown = data ? [...data.items.map(({ order }) => order.number), ...data.unknownNumbers] : [];
      return shown.some((number) => numbers.includes(number));
    },
  });
}

/** @throws {ApiError | Unreachable} */
export async function linkOrder(ticketId: string, number: string): Promise<TicketOrders> {
  return keep(ticketId, await sendJson('POST', ticketOrders, `/api/tickets/${ticketId}/orders`, { number }));
}

/** It does not belong to this ticket. @throws {ApiError | Unreachable} */
export async function unlinkOrder(ticketId: string, orderId: string): Promise<TicketOrders> {
  return keep(ticketId, await sendJson('DELETE', ticketOrders, `/api/tickets/${ticketId}/orders/${orderId}`));
}

/** Has the shop asked how it is now; what is new comes over the socket. Nobody waits for it, and nobody hears when it fails. */
export function refreshOrder(orderId: string): void {
  void send('POST', `/api/orders/${orderId}/refresh`).catch(() => undefined);
}

/** @param idempotencyKey the same for a request that is repeated @throws {ApiError | Unreachable} */
export async function startAction(orderId: string, idempotencyKey: string, task: OrderTask): Promise<void> {
  await sendJson('POST', orderAction, `/api/orders/${orderId}/actions`, { idempotencyKey, task });
  await queryClient.invalidateQueries({ queryKey: ALL });
}

function keep(ticketId: string, orders: TicketOrders): TicketOrders {
  queryClient.setQueryData(ticketOrdersQuery(ticketId).queryKey, orders);
  return orders;
}
