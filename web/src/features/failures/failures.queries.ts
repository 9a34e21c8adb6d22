import { failedMessagePage } from '@balie/shared/contracts/failed-messages.ts';
import { failedDeliveryPage } from '@balie/shared/contracts/ticket-lists.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { getJson } from '../../lib/http.ts';

const PAGE = 50;
const address = (path: string, cursor: string | null) =>
  `${path}?${new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) })}`;

/** Inbound messages that did not become part of a ticket, the latest failure first. */
export const failedMessagesQuery = infiniteQueryOptions({
  queryKey: ['failures', 'messages'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => getJson(failedMessagePage, address('/api/failed-messages', pageParam), signal),
  getNextPageParam: (page) => page.nextCursor,
  staleTime: 0,
});

/** Replies that did not arrive, newest first. */
export const failedDeliveriesQuery = infiniteQueryOptions({
  queryKey: ['failures', 'deliveries'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => getJson(failedDeliveryPage, address('/api/failed-deliveries', pageParam), signal),
  getNextPageParam: (page) => page.nextCursor,
  staleTime: 0,
});
