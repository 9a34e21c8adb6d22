import { useEffect, useRef } from 'react';
import type { ListEntry } from '../features/ticket-list/steady-order.ts';
import type { ListRow } from '../features/ticket-list/use-ticket-list.ts';
import { prefetchTicket } from '../lib/tickets/prefetch-ticket.ts';

export interface Neighbours {
  readonly next: ListRow | undefined;
  readonly previous: ListRow | undefined;
}

/** The tickets above and below the open one, kept warm. When it left the list, those that stood beside it last and still do. */
export function useNeighbours(entries: readonly ListEntry<ListRow>[], openId: string | undefined): Neighbours {
  const lastOrder = useRef<readonly string[]>([]);
  const isStanding = entries.some(({ row }) => row.id === openId);
  useEffect(() => {
    if (isStanding) lastOrder.current = entries.map(({ row }) => row.id);
    else if (!openId) lastOrder.current = [];
  }, [entries, isStanding, openId]);
  const there = new Map(entries.filter(({ left, row }) => !left && row.id !== openId).map(({ row }) => [row.id, row]));
  // By who they are, not by number: rows above it may have left with it.
  const order = isStanding ? entries.map(({ row }) => row.id) : lastOrder.current;
  const place = openId ? order.indexOf(openId) : -1;
  const nextThere = (place < 0 ? [...there.keys()] : order.slice(place + 1)).find((id) => there.has(id));
  const previousThere = order.slice(0, Math.max(0, place)).findLast((id) => there.has(id));
  const next = nextThere === undefined ? undefined : there.get(nextThere);
  const previous = previousThere === undefined ? undefined : there.get(previousThere);
  const nextId = next?.id;
  const previousId = previous?.id;
  useEffect(() => {
    if (!openId) return;
    // After the open one, which comes first.
    const timer = setTimeout(() => {
      if (nextId) prefetchTicket(nextId);
      if (previousId) prefetchTicket(previousId);
    }, 150);
    return () => clearTimeout(timer);
  }, [openId, nextId, previousId]);
  return { next, previous };
}
