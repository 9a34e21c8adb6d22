import { type TwoTickets, twoTickets } from '@balie/shared/contracts/moving.ts';
import { type TicketRow } from '@balie/shared/contracts/tickets.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';
import { moveOn } from '../../lib/tickets/moving-on.ts';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { applyTicket } from '../../lib/tickets/ticket-cache.ts';
import { ticketKeys } from '../../lib/tickets/ticket-queries.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { offerUndo } from '../../ui/undo.ts';

type Ticket = Pick<TicketRow, 'id' | 'number'>;

export interface MoveMessages {
  /** Gives messages a ticket of their own. */
  split(ticket: Ticket, messageIds: readonly string[]): void;
  /** Puts the ticket into another and goes there. */
  merge(ticket: Ticket, into: Ticket): void;
}

/** Moves messages between tickets; both ways can be taken back. */
export function useMoveMessages(): MoveMessages {
  const { t } = useTranslation('conversation');
  const explain = useExplain('conversation');
  const actions = useTicketActions();
  return useMemo(() => {
    const refused = (error: unknown) => notify.error(explain(error));
    const unmerge = (ticket: Ticket) =>
      void move(ticket.id, 'unmerge')
        .then(() => actions.open(ticket))
        .catch(refused);
    return {
      split: (ticket, messageIds) =>
        void move(ticket.id, 'split', { messageIds })
          .then(({ other }) =>
            offerUndo(
              t('moved.split', { number: other.number }),
              () => void move(other.id, 'merge', { intoTicketId: ticket.id }).catch(refused),
            ),
          )
          .catch(refused),
      merge: (ticket, into) =>
        void move(ticket.id, 'merge', { intoTicketId: into.id })
          .then(() => moveOn(ticket.id))
          .then(() => {
            actions.open(into);
            offerUndo(t('moved.merged', { number: into.number }), () => unmerge(ticket));
          })
          .catch(refused),
    };
  }, [t, explain, actions]);
}

async function move(ticketId: string, how: 'split' | 'merge' | 'unmerge', body: object = {}): Promise<TwoTickets> {
  const moved = await sendJson('POST', twoTickets, `/api/tickets/${ticketId}/${how}`, body);
  for (const row of [moved.ticket, moved.other]) {
    applyTicket(row);
    void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(row.id) });
    queryClient.removeQueries({ queryKey: ticketKeys.number(row.number) });
    void queryClient.invalidateQueries({ queryKey: ticketKeys.contactTickets(row.contact.id) });
  }
  void queryClient.invalidateQueries({ queryKey: ticketKeys.counts });
  return moved;
}
