import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useChangeTickets } from '../features/ticket-actions/use-change-tickets.ts';
import { WallView } from '../features/wall/wall.tsx';
import { useAllowed } from '../lib/me.ts';
import { type TicketActions, TicketActionsProvider } from '../lib/tickets/ticket-actions.ts';
import { MissingPage } from './missing-page.tsx';

/** The lead's wall; `?tv=true` shows nothing else, for a screen that nobody sits at. */
export function WallPage() {
  return useAllowed('wall:read') ? <Wall /> : <MissingPage />;
}

function Wall() {
  const navigate = useNavigate();
  const large = useSearch({ strict: false, select: ({ tv }) => tv === true });
  const change = useChangeTickets();
  const actions = useMemo<TicketActions>(
    () => ({
      change,
      open: ({ number }) => void navigate({ to: '/inbox/$view', params: { view: 'open' }, search: { ticket: number } }),
    }),
    [change, navigate],
  );
  // Escape leaves the full screen, and with it the large wall.
  useEffect(() => {
    const hear = () => {
      if (!document.fullscreenElement) void navigate({ to: '/wall', search: {}, replace: true });
    };
    document.addEventListener('fullscreenchange', hear);
    return () => document.removeEventListener('fullscreenchange', hear);
  }, [navigate]);
  const onLarge = (next: boolean) => {
    void navigate({ to: '/wall', search: next ? { tv: true } : {}, replace: true });
    // Where the browser refuses, the wall is large all the same.
    if (next) void document.documentElement.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  };
  return (
    <TicketActionsProvider value={actions}>
      <WallView large={large} onLarge={onLarge} />
    </TicketActionsProvider>
  );
}
