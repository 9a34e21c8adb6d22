import type { PersonalRow, TicketDetail, TicketRow, ViewCounts } from '@balie/shared/contracts/tickets.ts';
import { VIEW_IDS } from '@balie/shared/contracts/tickets.ts';
import { belongsToView } from '@balie/shared/domain/ticket-views.ts';
import { meQuery } from '../me.ts';
import { queryClient } from '../query.ts';
import { remember } from './latest-rows.ts';
import { findRow, type Personal, type RowPages, replaceRow, withTicket } from './list-data.ts';
import type { TicketList } from './ticket-list.ts';
import { ticketKeys } from './ticket-queries.ts';

/** Writes to everything that is on screen or kept warm, wherever a ticket stands in it. */

function myId(): string {
  return queryClient.getQueryData(meQuery.queryKey)?.agent.id ?? '';
}

export function cachedTicket(id: string): PersonalRow | undefined {
  const detail = queryClient.getQueryData<TicketDetail>(ticketKeys.detail(id));
  let best = detail?.ticket;
  for (const key of [ticketKeys.lists, ticketKeys.searches]) {
    for (const [, data] of queryClient.getQueriesData<RowPages>({ queryKey: key })) {
      const row = data && findRow(data, id);
      if (row && (!best || row.version > best.version)) best = row;
    }
  }
  return best;
}

/** Finds a ticket by its number among what is held already. */
export function cachedIdOf(number: number): string | undefined {
  const known = queryClient.getQueryData<string>(ticketKeys.number(number));
  if (known) return known;
  for (const key of [ticketKeys.lists, ticketKeys.searches]) {
    for (const [, data] of queryClient.getQueriesData<RowPages>({ queryKey: key })) {
      for (const page of data?.pages ?? []) {
        const row = page.items.find((item) => item.number === number);
        if (row) return row.id;
      }
    }
  }
  return undefined;
}

const OWN_MOVE_MS = 10_000;
const ownMoves = new Map<string, number>();

/** This agent changed the ticket just now: lists let it go at once instead of waiting for a quiet moment. */
export function movedByMe(id: string): boolean {
  return performance.now() - (ownMoves.get(id) ?? Number.NEGATIVE_INFINITY) < OWN_MOVE_MS;
}

function noteOwnMove(id: string): void {
  for (const [other, at] of ownMoves) if (performance.now() - at > OWN_MOVE_MS) ownMoves.delete(other);
  ownMoves.set(id, performance.now());
}

/** `force` shows an own change before the server answered, or takes it back. */
export function applyTicket(row: TicketRow, force = false): void {
  if (force) noteOwnMove(row.id);
  else remember(row);
  const known = cachedTicket(row.id);
  const personal: Personal = { readAt: known?.readAt ?? null, hasDraft: known?.hasDraft ?? false };
  const context = { agentId: myId(), personal, force };
  // What this agent just moved out, nothing that was known before brings back.
  const onlyWhereItStands = !force && known?.version === row.version && movedByMe(row.id);
  for (const [queryKey, data] of queryClient.getQueriesData<RowPages>({ queryKey: ticketKeys.lists })) {
    if (!data || (onlyWhereItStands && !findRow(data, row.id))) continue;
    const next = withTicket(data, row, { ...context, list: queryKey[2] as TicketList });
    if (next !== data) queryClient.setQueryData(queryKey, next);
  }
  changeWhereItStands(row.id, (shown) => (force || shown.version < row.version ? { ...shown, ...row } : shown));
}

/** What only this agent knows: read, or a draft begun. */
export function applyPersonal(id: string, personal: Partial<Personal>): void {
  changeWhereItStands(id, (shown) => ({ ...shown, ...personal }), true);
}

function changeWhereItStands(id: string, change: (row: PersonalRow) => PersonalRow, inLists = false): void {
  const keys: readonly (readonly unknown[])[] = [ticketKeys.searches, ...(inLists ? [ticketKeys.lists] : [])];
  for (const queryKey of keys) {
    for (const [key, data] of queryClient.getQueriesData<RowPages>({ queryKey })) {
      if (!data || !findRow(data, id)) continue;
      queryClient.setQueryData(
        key,
        replaceRow(data, id, (row) => ({ ...row, ...change(row) })),
      );
    }
  }
  changeDetail(id, (detail) => {
    const ticket = change(detail.ticket);
    return ticket === detail.ticket ? detail : { ...detail, ticket };
  });
}

/** Changes a conversation if it is held. */
export function changeDetail(id: string, change: (detail: TicketDetail) => TicketDetail): void {
  const queryKey = ticketKeys.detail(id);
  const known = queryClient.getQueryData<TicketDetail>(queryKey);
  if (!known) return;
  const next = change(known);
  if (next === known) return;
  const fetching = queryClient.isFetching({ queryKey, exact: true }) > 0;
  queryClient.setQueryData(queryKey, next);
  // The answer that is on its way may be older than this change: ask again.
  if (fetching) void queryClient.invalidateQueries({ queryKey, exact: true });
}

/** Moves the counts along with an own change; the server's figures follow. */
export function shiftCounts(before: TicketRow, after: TicketRow): void {
  queryClient.setQueryData<ViewCounts>(ticketKeys.counts, (counts) => {
    if (!counts) return counts;
    const views = { ...counts.views };
    for (const view of Object.keys(views)) {
      const known = views[view];
      if (!isView(view) || !known || known.capped) continue;
      const shift = Number(belongsToView(view, after, myId())) - Number(belongsToView(view, before, myId()));
      if (shift !== 0) views[view] = { ...known, count: Math.max(0, known.count + shift) };
    }
    return { ...counts, views };
  });
}

function isView(view: string): view is TicketList['view'] {
  return (VIEW_IDS as readonly string[]).includes(view) || view.startsWith('team:');
}
