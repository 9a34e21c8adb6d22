import type { ViewId, ViewSort } from '@balie/shared/contracts/tickets.ts';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { TicketList } from '../lib/tickets/ticket-list.ts';

export interface InboxPlace {
  readonly view: string;
  readonly sort: ViewSort | undefined;
  readonly shop: string | undefined;
  /** Number of the open ticket. */
  readonly ticket: number | undefined;
  /** What is searched for; empty while nothing was typed yet, undefined when the view is shown. */
  readonly q: string | undefined;
}

export interface InboxAddress extends InboxPlace {
  readonly list: TicketList;
  /** `replace` leaves no step to go back to. */
  go(changes: Partial<InboxPlace>, options?: { replace?: boolean }): void;
  hrefOf(ticket: number): string;
}

/** Where in the inbox one is. The address bar holds all of it, so that back, forward and a copied link mean the same. */
export function useInboxAddress(): InboxAddress {
  const { view = 'open' } = useParams({ strict: false });
  const { sort, shop, ticket, q } = useSearch({ strict: false });
  const navigate = useNavigate();
  const router = useRouter();
  const go = useCallback<InboxAddress['go']>(
    (changes, { replace = false } = {}) => {
      const next = { view, sort, shop, ticket, q, ...changes };
      void navigate({
        to: '/inbox/$view',
        params: { view: next.view },
        search: { sort: next.sort, shop: next.shop, ticket: next.ticket, q: next.q },
        replace,
      });
    },
    [navigate, view, sort, shop, ticket, q],
  );
  const hrefOf = useCallback(
    (number: number) => router.buildLocation({ to: '/inbox/$view', params: { view }, search: { sort, shop, q, ticket: number } }).href,
    [router, view, sort, shop, q],
  );
  return useMemo(
    () => ({ view, sort, shop, ticket, q, list: { view: view as ViewId, sort: sort ?? usualSort(view), shopId: shop }, go, hrefOf }),
    [view, sort, shop, ticket, q, go, hrefOf],
  );
}

/** What a list is sorted by until somebody chooses otherwise. */
export function usualSort(view: string): ViewSort {
  return view === 'breaching' ? 'due' : 'newest';
}
