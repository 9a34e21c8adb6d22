import type { Contact } from '@balie/shared/contracts/contacts.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { prefetchTicket } from '../../lib/tickets/prefetch-ticket.ts';
import { StatusIcon } from '../../lib/tickets/status-icon.tsx';
import { contactTicketsQuery } from '../../lib/tickets/ticket-queries.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import styles from './contact-panel.module.css';

interface OtherTicketsProps {
  readonly contact: Contact;
  /** The one that is open: left out. */
  readonly ticketId: string;
  readonly onOpen: (ticket: TicketRow) => void;
}

/** What the customer asked before. */
export function OtherTickets({ contact, ticketId, onOpen }: OtherTicketsProps) {
  const { t } = useTranslation('contact-panel');
  const tickets = useQuery(contactTicketsQuery(contact.id));
  const others = tickets.data?.items.filter(({ id }) => id !== ticketId);
  const more = contact.ticketCount - 1 - (others?.length ?? 0);
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('otherTickets')}</h3>
      {tickets.isError ? <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} /> : null}
      {tickets.isPending ? <SkeletonText lines={3} /> : null}
      {others?.length === 0 ? <p className={styles.nothing}>{t('firstTicket')}</p> : null}
      <ul className={styles.tickets}>
        {others?.map((ticket) => (
          <li key={ticket.id}>
            <UnstyledButton className={styles.ticket} onClick={() => onOpen(ticket)} onPointerEnter={() => prefetchTicket(ticket.id)}>
              <StatusIcon status={ticket.status} size={15} />
              <span className={styles.subject}>{ticket.subject || t('tickets:noSubject')}</span>
              <RelativeTime at={ticket.lastMessageAt} className={styles.when} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {tickets.data?.nextCursor && more > 0 ? <p className={styles.nothing}>{t('more', { count: more })}</p> : null}
    </div>
  );
}
