import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { useCallback, useState } from 'react';
import { useRealtime } from '../../../lib/realtime.ts';

/** The first message that a customer wrote to this channel after it was connected; history does not count. */
export function useFirstArrival({ id, createdAt }: ChannelAccount): TicketRow | undefined {
  const [arrived, setArrived] = useState<TicketRow>();
  const hear = useCallback(
    ({ ticket }: { ticket: TicketRow }) => {
      const isNew = ticket.lastInboundAt !== null && Date.parse(ticket.lastInboundAt) >= Date.parse(createdAt) - 60_000;
      if (ticket.channelAccountId === id && isNew) setArrived((known) => known ?? ticket);
    },
    [id, createdAt],
  );
  useRealtime('ticket.changed', hear);
  return arrived;
}
