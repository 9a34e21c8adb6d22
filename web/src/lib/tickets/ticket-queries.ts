import { contact, contactGroups, contactSuggestions, samePeople } from '@balie/shared/contracts/contacts.ts';
import { tagList } from '@balie/shared/contracts/ticket-lists.ts';
import {
  messageFull,
  type PersonalRow,
  searchPage,
  type TicketDetail,
  ticketDetail,
  ticketPage,
  timelinePage,
  viewCounts,
} from '@balie/shared/contracts/tickets.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson } from '../http.ts';
import { latestOf } from './latest-rows.ts';
import type { TicketList } from './ticket-list.ts';
import { cursorTowards, joinDetail, withOlder } from './timeline-data.ts';

export const ticketKeys = {
  lists: ['tickets', 'list'] as const,
  list: (list: TicketList) => [...ticketKeys.lists, list] as const,
  searches: ['tickets', 'search'] as const,
  search: (q: string) => [...ticketKeys.searches, q] as const,
  details: ['tickets', 'detail'] as const,
  detail: (id: string) => [...ticketKeys.details, id] as const,
  number: (number: number) => ['tickets', 'number', number] as const,
  counts: ['tickets', 'counts'] as const,
  contacts: ['contacts', 'one'] as const,
  contact: (id: string) => [...ticketKeys.contacts, id] as const,
  contactTickets: (id: string) => ['contacts', 'tickets', id] as const,
  samePeople: ['contacts', 'same'] as const,
};

export const ticketListQuery = (list: TicketList, agentId: string) =>
  infiniteQueryOptions({
    queryKey: ticketKeys.list(list),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const since = performance.now();
      const params = new URLSearchParams({ sort: list.sort });
      if (list.shopId) params.set('shopId', list.shopId);
      if (pageParam) params.set('cursor', pageParam);
      const page = await getJson(ticketPage, `/api/views/${list.view}/tickets?${params}`, signal);
      return latestOf(list, agentId, page, { since, isFirst: pageParam === null });
    },
    getNextPageParam: (page) => page.nextCursor,
  });

/** Hits are frozen in their order: they change in place, they do not come and go. */
export const searchResultsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ticketKeys.search(q),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ q });
      if (pageParam) params.set('cursor', pageParam);
      return getJson(searchPage, `/api/tickets/search?${params}`, signal);
    },
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ticketKeys.detail(id),
    queryFn: async ({ signal, client }) => {
      let fresh = await getJson(ticketDetail, `/api/tickets/${id}`, signal);
      // As far back as was read before: what moved to another ticket meanwhile, or came from one, may be among the oldest.
      const oldest = client.getQueryData<TicketDetail>(ticketKeys.detail(id))?.timeline.items[0];
      for (;;) {
        const cursor = oldest && cursorTowards(oldest, fresh.timeline);
        if (!cursor) break;
        fresh = withOlder(fresh, await readOlder(id, cursor, signal));
      }
      return joinDetail(client.getQueryData(ticketKeys.detail(id)), fresh);
    },
    staleTime: 5 * 60_000,
  });

/** The older part of a conversation, before what is on screen. */
export const readOlder = (ticketId: string, before: string, signal?: AbortSignal) =>
  getJson(timelinePage, `/api/tickets/${ticketId}/timeline?before=${encodeURIComponent(before)}`, signal);

export const ticketIdQuery = (number: number) =>
  queryOptions({
    queryKey: ticketKeys.number(number),
    queryFn: async ({ signal }) => (await getJson(z.object({ id: z.uuid() }), `/api/tickets/by-number/${number}`, signal)).id,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const countsQuery = queryOptions({
  queryKey: ticketKeys.counts,
  queryFn: ({ signal }) => getJson(viewCounts, '/api/views', signal),
});

export const fullMessageQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'full', id],
    queryFn: ({ signal }) => getJson(messageFull, `/api/messages/${id}/full`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ticketKeys.contact(id),
    queryFn: ({ signal }) => getJson(contact, `/api/contacts/${id}`, signal),
  });

export const contactTicketsQuery = (id: string) =>
  queryOptions({
    queryKey: ticketKeys.contactTickets(id),
    queryFn: ({ signal }) => getJson(ticketPage, `/api/contacts/${id}/tickets?limit=20`, signal),
  });

/** Who a customer probably is, too. */
export const samePeopleQuery = (id: string) =>
  queryOptions({
    queryKey: [...ticketKeys.samePeople, id],
    queryFn: async ({ signal }) => (await getJson(samePeople, `/api/contacts/${id}/same-person`, signal)).items,
    staleTime: 60_000,
  });

export const contactSuggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['contacts', 'suggestions', q],
    queryFn: async ({ signal }) => (await getJson(contactSuggestions, `/api/contacts?q=${encodeURIComponent(q)}`, signal)).items,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

/** The groups that customers are in. */
export const contactGroupsQuery = queryOptions({
  queryKey: ['contacts', 'groups'],
  queryFn: async ({ signal }) => (await getJson(contactGroups, '/api/contacts/groups', signal)).items,
});

export const tagsQuery = queryOptions({
  queryKey: ['tickets', 'tags'],
  queryFn: async ({ signal }) => (await getJson(tagList, '/api/tags', signal)).items,
});

/** The customer wrote after this agent last looked. */
export function isUnread(row: Pick<PersonalRow, 'lastInboundAt' | 'readAt'>): boolean {
  return row.lastInboundAt !== null && (row.readAt === null || row.readAt < row.lastInboundAt);
}
