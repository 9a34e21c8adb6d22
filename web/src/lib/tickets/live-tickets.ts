import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { clientId } from '../http.ts';
import { queryClient } from '../query.ts';
import { onRealtime, useConnectionState } from '../realtime.ts';
import { contactIsOutdated } from './contact-cache.ts';
import { forgetPresence, heardPresence } from './presence.ts';
import { applyPersonal, applyTicket, cachedTicket } from './ticket-cache.ts';
import { ticketKeys, ticketQuery } from './ticket-queries.ts';

const COUNTS_EVERY_MS = 1_000;
/** What customers write tells who is who; nobody waits for the question. */
const SAME_PEOPLE_EVERY_MS = 5_000;

/** Keeps every list, count and conversation that is held in step with the world. Mounted once, by the inbox. */
export function useLiveTickets(): void {
  const client = useQueryClient();
  const lost = useConnectionState() === 'lost';
  useEffect(() => {
    if (lost) forgetPresence();
  }, [lost]);
  useEffect(() => {
    const counts = atMostEvery(COUNTS_EVERY_MS, () => void client.invalidateQueries({ queryKey: ticketKeys.counts }));
    const samePeople = atMostEvery(SAME_PEOPLE_EVERY_MS, () => void client.invalidateQueries({ queryKey: ticketKeys.samePeople }));
    const ends = [
      onRealtime('ticket.changed', ({ ticket }) => {
        hearTicket(ticket);
        if (ticket.lastDirection === 'inbound') samePeople.call();
      }),
      onRealtime('counts.stale', counts.call),
      onRealtime('failed-messages.changed', counts.call),
      onRealtime('import.changed', ({ ended }) => {
        // So many tickets are not told one by one.
        if (ended) void client.invalidateQueries({ queryKey: ticketKeys.lists });
      }),
      onRealtime('contact.changed', ({ id }) => contactIsOutdated(id)),
      onRealtime('presence', heardPresence),
      onRealtime('ticket.read', ({ ticketId, readAt }) => applyPersonal(ticketId, { readAt })),
      onRealtime('draft.changed', ({ ticketId, from }) => {
        if (from !== clientId && cachedTicket(ticketId)) readAgain(ticketId);
      }),
      counts.stop,
      samePeople.stop,
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [client]);
}

function hearTicket(row: TicketRow): void {
  const known = cachedTicket(row.id);
  if (known && known.version > row.version) return;
  // Also when it is known: from a conversation that was read just now, while the lists hold an older row.
  applyTicket(row);
  if (known?.version === row.version) return;
  const queryKey = ticketKeys.detail(row.id);
  const detail = queryClient.getQueryState(queryKey);
  // Kept warm, but its room is not listened to: its messages are read again when it is opened.
  if (detail && !isOnScreen(row.id)) void queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
  // Comes into view with a past: whether this agent read it, or began an answer, is not part of the event.
  if (!known && row.messageCount > 1 && cachedTicket(row.id)) readAgain(row.id);
}

function readAgain(id: string): void {
  void queryClient
    .fetchQuery({ ...ticketQuery(id), staleTime: 0 })
    .then(({ ticket: { readAt, hasDraft } }) => applyPersonal(id, { readAt, hasDraft }))
    .catch(() => undefined);
}

function isOnScreen(id: string): boolean {
  return (
    (queryClient
      .getQueryCache()
      .find({ queryKey: ticketKeys.detail(id) })
      ?.getObserversCount() ?? 0) > 0
  );
}

/** The first call at once, further ones together at the end of the interval. */
function atMostEvery(ms: number, run: () => void): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const call = () => {
    if (timer !== undefined) {
      again = true;
      return;
    }
    run();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      call();
    }, ms);
  };
  return { call, stop: () => clearTimeout(timer) };
}
