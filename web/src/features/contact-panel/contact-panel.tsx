import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Contact } from '@balie/shared/contracts/contacts.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contactQuery, ticketQuery } from '../../lib/tickets/ticket-queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { shortDate } from '../../ui/time-format.ts';
import { ContactGroups } from './contact-groups.tsx';
import { ContactName } from './contact-name.tsx';
import { ContactNote } from './contact-note.tsx';
import styles from './contact-panel.module.css';
import { Identities } from './identities.tsx';
import { MergeContact } from './merge-contact.tsx';
import { OtherTickets } from './other-tickets.tsx';
import { SamePerson } from './same-person.tsx';

interface ContactPanelProps {
  readonly ticketId: string;
  readonly onOpenTicket: (ticket: TicketRow) => void;
  /** Begins a conversation with this customer, by this account. */
  readonly onWrite?: ((to: MailAddress, channelAccountId: string) => void) | undefined;
  /** What else is known, below how they are reached. The same element as long as it is the same ticket. */
  readonly children?: ReactNode;
}

/** Who the conversation is with: how they are reached, what the team knows, and what they asked before. */
export const ContactPanel = memo(function ContactPanel({ ticketId, onOpenTicket, onWrite, children }: ContactPanelProps) {
  const ticket = useQuery(ticketQuery(ticketId));
  const known = ticket.data?.contact;
  const contact = useQuery({
    ...contactQuery(known?.id ?? ''),
    enabled: known !== undefined,
    ...(known ? { initialData: known, initialDataUpdatedAt: ticket.dataUpdatedAt } : {}),
  });
  if (contact.data) {
    return (
      <Panel key={contact.data.id} contact={contact.data} {...{ ticketId, onOpenTicket, onWrite }}>
        {children}
      </Panel>
    );
  }
  if (contact.isError) return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />;
  return <SkeletonText lines={6} />;
});

function Panel({ contact, ticketId, onOpenTicket, onWrite, children }: ContactPanelProps & { readonly contact: Contact }) {
  const { t, i18n } = useTranslation('contact-panel');
  const name = contact.name || contact.identities[0]?.value || '';
  return (
    <div className={styles.panel}>
      <div className={styles.header}>
        <Avatar name={name} seed={contact.id} size={40} />
        <div className={styles.who}>
          <ContactName contact={contact} />
          <span className={styles.since}>{t('since', { date: shortDate(Date.parse(contact.createdAt), Date.now(), i18n.language) })}</span>
        </div>
      </div>
      <ContactGroups contact={contact} />
      <Identities contact={contact} onWrite={onWrite} />
      {children}
      <SamePerson contact={contact} />
      <ContactNote contact={contact} />
      <OtherTickets contact={contact} ticketId={ticketId} onOpen={onOpenTicket} />
      <MergeContact contact={contact} />
    </div>
  );
}
