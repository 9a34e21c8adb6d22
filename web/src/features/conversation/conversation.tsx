import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../lib/query.ts';
import { moveOn } from '../../lib/tickets/moving-on.ts';
import { forgetLongConversation } from '../../lib/tickets/prefetch-ticket.ts';
import { seedPresence } from '../../lib/tickets/presence.ts';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { ticketQuery } from '../../lib/tickets/ticket-queries.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './conversation.module.css';
import { MarketplaceCard } from './marketplace-card.tsx';
import { TicketHeader } from './ticket-header.tsx';
import { Timeline } from './timeline.tsx';
import { useLiveConversation } from './use-live-conversation.ts';

export interface ConversationProps {
  readonly ticketId: string;
  /** Off while the keys of a ticket mean several that were chosen in the list. */
  readonly withKeys: boolean;
  /** Stands at the foot. */
  readonly composer: ReactNode;
  /** Stand in the header, before its own actions: the way back, neighbours. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

/** Who opens a ticket that went up in another is led there. */
function useWayOn(ticketId: string, mergedIntoId: string | undefined): void {
  const actions = useTicketActions();
  useEffect(() => {
    if (mergedIntoId === undefined) return;
    let left = false;
    void moveOn(ticketId)
      .then(() => queryClient.fetchQuery({ ...ticketQuery(mergedIntoId), staleTime: 0 }))
      .then(({ ticket: { number } }) => left || actions.open({ number }, { replace: true }))
      // The way there is told by the story of the ticket, too.
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [ticketId, mergedIntoId, actions]);
}

/** A ticket as it is worked on: what it is, what was said, and where to answer. */
export function Conversation({ ticketId, withKeys, composer, before, after }: ConversationProps) {
  const { t } = useTranslation('conversation');
  const ticket = useQuery(ticketQuery(ticketId));
  useLiveConversation(ticketId);
  useEffect(() => () => forgetLongConversation(ticketId), [ticketId]);
  const present = ticket.data?.presence;
  useEffect(() => {
    if (present) seedPresence(ticketId, present);
  }, [ticketId, present]);
  const row = ticket.data?.ticket;
  useWayOn(ticketId, row?.mergedIntoId ?? undefined);
  useTitle(row ? `#${row.number} ${row.subject}` : t('loading'));

  if (ticket.isError && !ticket.data) {
    return (
      <section className={styles.conversation} aria-label={t('region')}>
        <div className={styles.bare}>{before}</div>
        <ErrorState error={ticket.error} title={t('failed')} onRetry={() => void ticket.refetch()} namespace="conversation" />
      </section>
    );
  }
  return (
    <section className={styles.conversation} aria-label={t('region')}>
      {ticket.data ? (
        <>
          <TicketHeader ticket={ticket.data.ticket} withKeys={withKeys} before={before} after={after} />
          {ticket.data.marketplace ? <MarketplaceCard marketplace={ticket.data.marketplace} /> : null}
          <Timeline key={ticketId} detail={ticket.data} />
        </>
      ) : (
        <>
          <div className={styles.bare}>{before}</div>
          <div className={styles.waiting}>
            <SkeletonText lines={5} />
            <SkeletonText lines={3} />
            <SkeletonText lines={6} />
          </div>
        </>
      )}
      {ticket.data ? composer : null}
    </section>
  );
}
