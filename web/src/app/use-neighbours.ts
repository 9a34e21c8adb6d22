import { useEffect, useRef } from 'react';
import type { ListEntry } from '../features/ticket-list/steady-order.ts';
import type { ListRow } from '../features/ticket-list/use-ticket-list.ts';
import { prefetchTicket } from '../lib/tickets/prefetch-ticket.ts';

export interface Neighbours {
  readonly next: ListRow | undefined;
  readonly previous: ListRow | undefined;
}

/** The tickets above and below the open one, kept warm. When it left the list, those beside the place where it stood. */
export function useNeighbours(entries: readonly ListEntry<ListRow>[], openId: string | undefined): Neighbours {
  const lastPlace = useRef(-1);
  const standing = entries.findIndex(({ row }) => row.id === openId);
  const place = standing >= 0 ? standing : openId ? lastPlace.current : -1;
  useEffect(() => {
    if (standing >= 0) lastPlace.current = standing;
    if (!openId) lastPlace.current = -1;
  }, [standing, openId]);
  const isThere = ({ left, row }: ListEntry<ListRow>) => !left && row.id !== openId;
  const next = entries.slice(Math.max(0, standing >= 0 ? place + 1 : place)).find(isThere)?.row;
  const previous = entries.slice(0, Math.max(0, place)).findLast(isThere)?.row;
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
