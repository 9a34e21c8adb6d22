import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { type RefObject, useEffect } from 'react';
import { send } from '../../lib/http.ts';
import { applyPersonal } from '../../lib/tickets/ticket-cache.ts';
import { isUnread } from '../../lib/tickets/ticket-queries.ts';

/** As long as a glance that took it in. */
const SEEN_MS = 700;

/** Marks a ticket read once the customer's newest message was really on screen, in a tab that is looked at. */
export function useMarkRead(scroller: RefObject<HTMLElement | null>, detail: TicketDetail): void {
  const { id } = detail.ticket;
  const unread = isUnread(detail.ticket);
  const newest = detail.timeline.items.findLast((item) => item.kind === 'message' && item.message.direction === 'inbound');
  const newestId = newest?.kind === 'message' ? newest.message.id : undefined;
  useEffect(() => {
    const box = scroller.current;
    const element = newestId && box?.querySelector(`[data-item="${newestId}"]`);
    if (!unread || !box || !element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let inSight = false;
    const look = () => {
      clearTimeout(timer);
      if (inSight && !document.hidden) timer = setTimeout(read, SEEN_MS);
    };
    const read = () => {
      const before = detail.ticket.readAt;
      applyPersonal(id, { readAt: new Date().toISOString() });
      // Not worth a word when it fails: the dot comes back, and so does the reader.
      send('POST', `/api/tickets/${id}/read`).catch(() => applyPersonal(id, { readAt: before }));
    };
    const watch = new IntersectionObserver(
      (entries) => {
        inSight = entries.some(({ isIntersecting }) => isIntersecting);
        look();
      },
      { root: box },
    );
    watch.observe(element);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [scroller, id, unread, newestId, detail.ticket.readAt]);
}
