import type { MarketplaceShop } from '@balie/shared/contracts/norms.ts';
import { IconClock, IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../lib/tickets/names.ts';
import { useNow } from '../../ui/now.ts';
import { useNormFormat } from './norm-format.ts';
import styles from './norms.module.css';

/** What to do next: the questions that go late, soonest first. */
export function WaitingList({ shop }: { readonly shop: MarketplaceShop }) {
  const { t } = useTranslation('norms');
  const { moment } = useNormFormat();
  const now = useNow();
  const agents = useAgents();
  return (
    <section className={styles.waiting} aria-label={t('next.title')}>
      <header className={styles.cardHead}>
        <h3>{t('next.title')}</h3>
        {shop.openLong > 0 ? (
          <span className={styles.state} data-state="at_risk">
            <IconHourglass size={16} stroke={1.75} aria-hidden />
            {t('next.openLong', { count: shop.openLong, hours: shop.openLongHours })}
          </span>
        ) : null}
      </header>
      {shop.next.length === 0 && shop.lateOpen === 0 ? <p className={styles.quiet}>{t('next.none')}</p> : null}
      <ol className={styles.questions}>
        {shop.next.map(({ ticketId, number, subject, assigneeId, dueAt, openLong }) => (
          <li key={ticketId}>
            <Link to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: number }} className={styles.question}>
              <span className={styles.number}>#{number}</span>
              <span className={styles.subject}>{subject}</span>
              <span className={styles.who}>{(assigneeId && agents.get(assigneeId)?.name) ?? t('next.nobody')}</span>
              <time className={styles.due} dateTime={dueAt} data-long={openLong || undefined}>
                <IconClock size={14} stroke={1.75} aria-hidden />
                {moment(dueAt, now, shop.timeZone)}
                {openLong ? <span className={styles.hidden}>{t('next.isLong', { hours: shop.openLongHours })}</span> : null}
              </time>
            </Link>
          </li>
        ))}
      </ol>
      {shop.lateOpen > 0 ? <p className={styles.quiet}>{t('next.late', { count: shop.lateOpen })}</p> : null}
    </section>
  );
}
