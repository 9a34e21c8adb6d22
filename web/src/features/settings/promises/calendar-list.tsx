import type { StoredCalendar } from '@balie/shared/contracts/calendars.ts';
import { Button } from '@mantine/core';
import { IconCalendarTime, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { Row, RowHint, RowLink, Rows } from '../editing/rows.tsx';
import { calendarsQuery } from './promises.api.ts';
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
        <Rows>
          {list.map((calendar) => (
            <CalendarRow key={calendar.id} calendar={calendar} />
          ))}
        </Rows>
      ) : null}
    </Section>
  );
}

function CalendarRow({ calendar }: { readonly calendar: StoredCalendar }) {
  const { t } = useTranslation('promises');
  const week = useWeekWords();
  return (
    <Row>
      <IconCalendarTime size={18} stroke={1.5} aria-hidden />
      <RowLink
        section="promises"
        item={`calendar-${calendar.id}`}
        name={calendar.name}
        badge={calendar.isDefault ? t('calendars.default') : undefined}
      >
        <RowHint>{calendar.hours.kind === 'always' ? t('calendars.always') : week(calendar.hours.week)}</RowHint>
      </RowLink>
      <IconChevronRight size={16} aria-hidden />
    </Row>
  );
}
