import type { PersonalRow, TicketRow } from '@balie/shared/contracts/tickets.ts';
import { type Wall, wall as wallSchema } from '@balie/shared/contracts/wall.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { getJson } from '../../lib/http.ts';
import { useMe } from '../../lib/me.ts';
import { queryClient } from '../../lib/query.ts';
import { useRealtime, useRoom } from '../../lib/realtime.ts';
import type { RowPages } from '../../lib/tickets/list-data.ts';
import { ticketKeys } from '../../lib/tickets/ticket-queries.ts';

const MINUTE_MS = 60_000;

/** The tickets that stand on the wall are kept where found ones are, so that a change shows at once and can be taken back. */
const rowsKey = [...ticketKeys.searches, { on: 'wall' }] as const;

export const wallQuery = queryOptions({
  queryKey: ['wall'],
  queryFn: async ({ signal }) => {
    const read = await getJson(wallSchema, '/api/wall', signal);
    queryClient.setQueryData<RowPages>(rowsKey, (before) => pageOf(read, before));
    return read;
  },
});

function pageOf({ overdue, breaching, waitingLongest }: Wall, before: RowPages | undefined): RowPages {
  const known = new Map(before?.pages.flatMap(({ items }) => items.map((row) => [row.id, row])) ?? []);
  const rows = new Map([...overdue, ...breaching, ...waitingLongest].map((row) => [row.id, row]));
  const items = [...rows.values()].map((row): PersonalRow => {
    const older = known.get(row.id);
    // What was heard meanwhile is newer than what was read.
    return older && older.version > row.version ? older : { ...row, readAt: null, hasDraft: false };
  });
  return { pages: [{ items, nextCursor: null }], pageParams: [null] };
}

export interface LiveWall {
  readonly wall: Wall | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The wall, read again whenever it is told to be different: one reading at a time, and another when something happened meanwhile. */
export function useLiveWall(): LiveWall {
  const { organisation } = useMe();
  // What is held against last week moves by the clock, whether or not anything happens.
  const { data, error, refetch } = useQuery({ ...wallQuery, refetchInterval: MINUTE_MS });
  useRoom('wall', organisation.id);
  const reading = useRef({ now: false, again: false });
  const read = useCallback(async () => {
    const state = reading.current;
    state.again = state.now;
    if (state.now) return;
    state.now = true;
    do {
      state.again = false;
      await refetch();
    } while (state.again);
    state.now = false;
  }, [refetch]);
  useRealtime(
    'wall.stale',
    useCallback(() => void read(), [read]),
  );
  const { data: rows } = useQuery<RowPages>({ queryKey: rowsKey, enabled: false, queryFn: () => ({ pages: [], pageParams: [] }) });
  const wall = useMemo(() => data && withRows(data, rows), [data, rows]);
  return { wall, error: data ? undefined : error, retry: () => void read() };
}

function withRows(wall: Wall, rows: RowPages | undefined): Wall {
  const known = new Map(rows?.pages.flatMap(({ items }) => items.map((row) => [row.id, row])) ?? []);
  const asKnown = (row: TicketRow): TicketRow => known.get(row.id) ?? row;
  // What is done, or waits for the customer, is gone before the server was asked.
  const isOpen = ({ status }: TicketRow) => status === 'open';
  const isDue = ({ status, deadline }: TicketRow) => ['open', 'pending', 'snoozed'].includes(status) && deadline?.dueAt != null;
  return {
    ...wall,
    overdue: wall.overdue.map(asKnown).filter(isDue),
    breaching: wall.breaching.map(asKnown).filter(isDue),
    waitingLongest: wall.waitingLongest.map(asKnown).filter(isOpen),
  };
}
