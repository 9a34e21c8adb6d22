import type { StoredCalendar } from '@balie/shared/contracts/calendars.ts';
import { Button } from '@mantine/core';
import { IconCalendarTime, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Card, Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { calendarsQuery } from './promises.api.ts';
import styles from './promises.module.css';
import { useWeekWords } from './use-week-words.ts';

/** When somebody is there, per shop and channel. */
export function CalendarList() {
  const { t } = useTranslation('promises');
  const calendars = useQuery(calendarsQuery);
  const list = calendars.data ?? [];
  return (
    <Section
      title={t('calendars.title')}
      description={t(list.length === 0 && calendars.data ? 'calendars.none' : 'calendars.description')}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          renderRoot={(props) => <Link to="/settings/$section/$item" params={{ section: 'promises', item: 'calendar-new' }} {...props} />}
        >
          {t('calendars.new')}
        </Button>
      }
    >
      {calendars.isPending ? <SkeletonRows count={2} faces={false} /> : null}
      {calendars.isError ? <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} /> : null}
      {list.length > 0 ? (
        <Card>
          <ul className={styles.list}>
            {list.map((calendar) => (
              <CalendarRow key={calendar.id} calendar={calendar} />
            ))}
          </ul>
        </Card>
      ) : null}
    </Section>
  );
}

function CalendarRow({ calendar }: { readonly calendar: StoredCalendar }) {
  const { t } = useTranslation('promises');
  const week = useWeekWords();
  return (
    <li className={styles.row}>
      <span className={styles.place} aria-hidden>
        <IconCalendarTime size={18} stroke={1.5} />
      </span>
      <Link to="/settings/$section/$item" params={{ section: 'promises', item: `calendar-${calendar.id}` }} className={styles.rowLink}>
        <span className={styles.rowName}>
          {calendar.name}
          {calendar.isDefault ? <span className={styles.badge}>{t('calendars.default')}</span> : null}
        </span>
        <span className={styles.rowHint}>{calendar.hours.kind === 'always' ? t('calendars.always') : week(calendar.hours.week)}</span>
      </Link>
      <IconChevronRight size={16} aria-hidden />
    </li>
  );
}
