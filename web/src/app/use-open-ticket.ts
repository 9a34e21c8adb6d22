import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cachedIdOf } from '../lib/tickets/ticket-cache.ts';
import { ticketIdQuery } from '../lib/tickets/ticket-queries.ts';

export interface OpenTicket {
  /** Undefined while it is not known, or when no ticket is open. */
  readonly id: string | undefined;
  readonly error: unknown;
  retry(): void;
}

/** The ticket whose number stands in the address. A row on screen knows its id; a link from elsewhere asks the server. */
export function useOpenTicket(number: number | undefined): OpenTicket {
  const known = useMemo(() => (number === undefined ? undefined : cachedIdOf(number)), [number]);
  const asked = useQuery({ ...ticketIdQuery(number ?? 0), enabled: number !== undefined && known === undefined });
  return { id: number === undefined ? undefined : (known ?? asked.data), error: asked.error, retry: () => void asked.refetch() };
}
