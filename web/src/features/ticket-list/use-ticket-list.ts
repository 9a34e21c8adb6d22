import type { PersonalRow, SearchHit } from '@balie/shared/contracts/tickets.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../../lib/me.ts';
import { heardRow } from '../../lib/tickets/latest-rows.ts';
import { movedByMe } from '../../lib/tickets/ticket-cache.ts';
import type { TicketList } from '../../lib/tickets/ticket-list.ts';
import { searchResultsQuery, ticketListQuery } from '../../lib/tickets/ticket-queries.ts';
import { freshOrder, type ListEntry, type SteadyList, steadyOrder } from './steady-order.ts';

export type ListRow = PersonalRow & Partial<Pick<SearchHit, 'snippet'>>;

export interface ListState {
  /** Changes when another list is shown. */
  readonly key: string;
  readonly entries: readonly ListEntry<ListRow>[];
  /** Arrivals that wait because the list is being read. */
  readonly waiting: number;
  readonly status: 'loading' | 'error' | 'ready';
  readonly error: unknown;
  /** Older rows of the same list are shown while new ones load. */
  readonly isStale: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly unknownOperators: readonly string[];
  loadMore(): void;
  retry(): void;
  /** Somebody reads, points at or selects from the list: nothing may move. */
  hold(held: boolean): void;
  letIn(): void;
}

/** Rows of a view, or hits of a search, in an order that does not move under the reader. */
export function useTicketList(list: TicketList, search: string | undefined): ListState {
  const me = useMe();
  const searching = search !== undefined && search.trim() !== '';
  const view = useInfiniteQuery({ ...ticketListQuery(list, me.agent.id), enabled: search === undefined });
  const hits = useInfiniteQuery({ ...searchResultsQuery(search?.trim() ?? ''), enabled: searching });
  const source = search === undefined ? view : hits;
  const key = search === undefined ? `${list.view} ${list.sort} ${list.shopId ?? ''}` : `search ${search.trim()}`;

  const pages = search !== undefined && !searching ? undefined : source.data?.pages;
  const rows = useMemo(() => onlyOnce((pages ?? []).flatMap((page): readonly ListRow[] => page.items)), [pages]);
  const [held, hold] = useState(false);
  const [letInRound, setRound] = useState(0);
  const { entries, waiting } = useSteady(rows, `${key} ${letInRound}`, held);
  const { fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = source;

  return {
    key,
    entries,
    waiting,
    status: pages ? 'ready' : source.isError ? 'error' : search === '' ? 'ready' : 'loading',
    error: source.error,
    isStale: source.isPlaceholderData,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    unknownOperators: searching ? (hits.data?.pages[0]?.unknownOperators ?? []) : [],
    loadMore: useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]),
    retry: useCallback(() => void refetch(), [refetch]),
    hold,
    letIn: useCallback(() => setRound((round) => round + 1), []),
  };
}

/** A ticket that moved between two pages while they were read may come in both. */
function onlyOnce(rows: readonly ListRow[]): readonly ListRow[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function useSteady(rows: readonly ListRow[], key: string, held: boolean): SteadyList<ListRow> {
  const last = useRef<{ key: string; entries: readonly ListEntry<ListRow>[] }>({ key: '', entries: [] });
  const steady = useMemo(
    () =>
      held && last.current.key === key
        ? steadyOrder(last.current.entries, rows, { ownMove: movedByMe, heard: heardRow })
        : freshOrder(rows),
    [rows, key, held],
  );
  useLayoutEffect(() => {
    last.current = { key, entries: steady.entries };
  }, [key, steady]);
  return steady;
}
