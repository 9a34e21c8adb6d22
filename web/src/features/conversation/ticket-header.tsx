import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { Colleagues } from './colleagues.tsx';
import { SubjectLine } from './subject-line.tsx';
import { TicketDeadlineField } from './ticket-deadline.tsx';
import { TicketFields } from './ticket-fields.tsx';
import styles from './ticket-header.module.css';
import { TicketTags } from './ticket-tags.tsx';
import { TicketVerbs } from './ticket-verbs.tsx';

interface TicketHeaderProps {
  readonly ticket: PersonalRow;
  readonly withKeys: boolean;
  readonly before: ReactNode;
  readonly after: ReactNode;
}

/** What a ticket is about, whose it is and how it stands; each of them changed where it is read. */
export function TicketHeader({ ticket, withKeys, before, after }: TicketHeaderProps) {
  const { t } = useTranslation('conversation');
  const mayChange = useAllowed('tickets:update');
  const actions = useTicketActions();
  return (
    <header className={styles.header}>
      <div className={styles.main}>
        {before}
        <span className={styles.number} title={t('number')}>
          #{ticket.number}
        </span>
        <SubjectLine
          key={ticket.id}
          subject={ticket.subject}
          editable={mayChange}
          onSave={(subject) => actions.change([ticket.id], { subject })}
        />
        <Colleagues ticketId={ticket.id} />
      </div>
      {mayChange ? <TicketVerbs ticket={ticket} withKeys={withKeys} /> : null}
      <div className={styles.after}>{after}</div>
      <div className={styles.fields}>
        {ticket.deadline ? <TicketDeadlineField ticketId={ticket.id} deadline={ticket.deadline} /> : null}
        <TicketFields ticket={ticket} editable={mayChange} withKeys={withKeys} />
        <TicketTags ticket={ticket} editable={mayChange} withKeys={withKeys} />
      </div>
    </header>
  );
}
