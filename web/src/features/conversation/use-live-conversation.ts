import { useEffect } from 'react';
import { useMe } from '../../lib/me.ts';
import { queryClient } from '../../lib/query.ts';
import { onRealtime, useRoom } from '../../lib/realtime.ts';
import { useOwnPresence } from '../../lib/tickets/own-presence.ts';
import { isSending } from '../../lib/tickets/pending-sends.ts';
import { changeDetail } from '../../lib/tickets/ticket-cache.ts';
import { ticketKeys } from '../../lib/tickets/ticket-queries.ts';
import { itemAt, itemId, withActivity, withMessage } from '../../lib/tickets/timeline-data.ts';

/** A message that the row knows of has to be heard within this time; else the conversation is read again. */
const PATIENCE_MS = 2_000;
/** What happens to a ticket when messages move between tickets. */
const MOVES: ReadonlySet<string> = new Set(['split_into', 'merged_into', 'merged_from', 'unmerged']);

/** Keeps the open conversation in step: its messages, what happens to it, and who else is there. */
export function useLiveConversation(ticketId: string): void {
  const me = useMe();
  useRoom('ticket', ticketId);
  useOwnPresence(ticketId);
  useEffect(() => {
    let check: ReturnType<typeof setTimeout> | undefined;
    const ends = [
      onRealtime('message.changed', (event) => {
        if (event.ticketId !== ticketId) return;
        changeDetail(ticketId, (detail) => {
          const known = detail.timeline.items.some((item) => itemId(item) === event.message.id);
          // Our own, while its answer is on its way: it stands there already, under the id this tab gave it.
          if (!known && event.message.author.agentId === me.agent.id && isSending(ticketId)) return detail;
          // Whom an answer goes to may be others now.
          if (!known && event.message.direction !== 'note') void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticketId) });
          return withMessage(detail, event.message);
        });
      }),
      onRealtime('activity.added', (event) => {
        if (event.ticketId !== ticketId) return;
        changeDetail(ticketId, (detail) => withActivity(detail, event.activity));
        // Messages came or went that no event names.
        const { type } = event.activity;
        if (MOVES.has(type) || type === 'bounced') void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticketId) });
        // The customer's address is marked by it.
        if (type === 'bounced') void queryClient.invalidateQueries({ queryKey: ticketKeys.contacts });
      }),
      onRealtime('ticket.changed', ({ ticket }) => {
        if (ticket.id !== ticketId) return;
        clearTimeout(check);
        check = setTimeout(() => {
          changeDetail(ticketId, (detail) => {
            const last = detail.timeline.items.findLast(({ kind }) => kind === 'message');
            if (!last || itemAt(last) < ticket.lastMessageAt) void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticketId) });
            return detail;
          });
        }, PATIENCE_MS);
      }),
    ];
    return () => {
      clearTimeout(check);
      for (const end of ends) end();
    };
  }, [ticketId, me.agent.id]);
}
