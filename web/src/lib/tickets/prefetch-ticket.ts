import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { queryClient } from '../query.ts';
import { ticketKeys, ticketQuery } from './ticket-queries.ts';

/** Conversations kept warm besides the open one. */
const WARM = 24;
/** More than this were read back to: what is not on screen any more is given up. */
const LONG = 120;

/** Reads a ticket that may be opened next, so that it stands there at once. */
export function prefetchTicket(id: string): void {
  void queryClient.prefetchQuery(ticketQuery(id)).then(coolDown);
}

function coolDown(): void {
  const idle = queryClient
    .getQueryCache()
    .findAll({ queryKey: ticketKeys.details })
    .filter((query) => query.getObserversCount() === 0 && query.state.fetchStatus === 'idle')
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const query of idle.slice(WARM)) queryClient.getQueryCache().remove(query);
}

/** After a long read back: the next visit begins with the newest messages again. */
export function forgetLongConversation(id: string): void {
  const queryKey = ticketKeys.detail(id);
  const detail = queryClient.getQueryData<TicketDetail>(queryKey);
  const observed = queryClient.getQueryCache().find({ queryKey })?.getObserversCount() ?? 0;
  if (detail && observed === 0 && detail.timeline.items.length > LONG) queryClient.removeQueries({ queryKey, exact: true });
  coolDown();
}
