import { type BlockVisitorRequest, type VisitorCard, visitorCard } from '@balie/shared/contracts/chat-desk.ts';
import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson, sendJson } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';
import { useRealtime, useRoom } from '../../lib/realtime.ts';
import { ticketKeys, ticketQuery } from '../../lib/tickets/ticket-queries.ts';

export const visitorQuery = (id: string) =>
  queryOptions({ queryKey: ['visitor', id], queryFn: ({ signal }) => getJson(visitorCard, `/api/chat-visitors/${id}`, signal) });

/** Whom the ticket talks with in a chat; undefined where nobody does. */
export function useVisitorId(ticketId: string): string | undefined {
  const { data } = useQuery(ticketQuery(ticketId));
  return data && visitorIdOf(data);
}

/** A visitor, as they go from page to page. */
export function useVisitor(id: string) {
  useRoom('visitor', id);
  const hear = useCallback(
    ({ visitor }: { visitor: VisitorCard }) => {
      if (visitor.id === id) queryClient.setQueryData(visitorQuery(id).queryKey, visitor);
    },
    [id],
  );
  useRealtime('visitor.changed', hear);
  return useQuery(visitorQuery(id));
}

export function useBlockVisitor(id: string) {
  return useMutation({
    mutationFn: (wanted: BlockVisitorRequest) => sendJson('PUT', visitorCard, `/api/chat-visitors/${id}/blocked`, wanted),
    onSuccess: (visitor) => {
      queryClient.setQueryData(visitorQuery(id).queryKey, visitor);
      // By which ways the customer can be answered.
      void queryClient.invalidateQueries({ queryKey: ticketKeys.details });
    },
  });
}

/** Somebody may have chatted from several browsers: the one that is answered here, or else the last. */
function visitorIdOf({ contact, replyTo }: TicketDetail): string | undefined {
  const visitors = contact.identities.filter(({ kind }) => kind === 'chat_visitor').map(({ value }) => value);
  return visitors.find((value) => replyTo.to.some(({ address }) => address === value)) ?? visitors.at(-1);
}
