import type { SlaClock } from '@balie/shared/contracts/sla.ts';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketQuery } from '../../lib/tickets/ticket-queries.ts';
import styles from './ticket-clocks.module.css';
import { ClockList, clocksQuery, type Outcome, outcomeOf } from './ticket-clocks.tsx';

/** What was promised in this ticket, also when all of it has been kept: one line, and the whole story behind it. */
export const TicketPromises = memo(function TicketPromises({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('deadlines');
  const [opened, openedIs] = useDisclosure(false);
  const deadline = useQuery(ticketQuery(ticketId)).data?.ticket.deadline ?? null;
  const clocks = useQuery(clocksQuery(ticketId, deadline)).data ?? [];
  // Nothing was promised, or it is not known: then nobody misses it.
  if (clocks.length === 0) return null;
  const told = [...countsOf(clocks)].map(([outcome, count]) => `${count} ${t(`clocks.outcome.${outcome}`)}`);
  return (
    <section aria-label={t('clocks.title')}>
      <h3 className={styles.heading}>{t('clocks.title')}</h3>
      <UnstyledButton className={styles.summary} aria-expanded={opened} onClick={openedIs.toggle}>
        <span>{told.join(' · ')}</span>
        <IconChevronDown size={14} stroke={1.75} className={styles.chevron} aria-hidden />
      </UnstyledButton>
      {opened ? <ClockList clocks={clocks} /> : null}
    </section>
  );
});

/** What is still to be done first. */
const ORDER: readonly Outcome[] = ['overdue', 'running', 'paused', 'missed', 'met', 'cancelled'];

function countsOf(clocks: readonly SlaClock[]): Map<Outcome, number> {
  const outcomes = clocks.map(outcomeOf);
  const counted = ORDER.map((outcome) => [outcome, outcomes.filter((one) => one === outcome).length] as const);
  return new Map(counted.filter(([, count]) => count > 0));
}
