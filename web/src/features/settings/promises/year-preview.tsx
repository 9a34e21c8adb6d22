import type { CalendarHours, CalendarPreview } from '@balie/shared/contracts/calendars.ts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Section } from '../../../ui/page.tsx';
import { previewQuery } from './promises.api.ts';
import styles from './promises.module.css';
import { useDayWords } from './use-day-words.ts';
import { clockText, dayName } from './use-week-words.ts';

type Day = CalendarPreview['days'][number];
const SETTLE_MS = 250;
const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;

/** The coming year at a glance: which days are open, closed, or different from their weekday. */
export function YearPreview({ hours }: { readonly hours: CalendarHours }) {
  const { t, i18n } = useTranslation('promises');
  const [settled] = useDebouncedValue(hours, SETTLE_MS);
  const { data, error } = useQuery(previewQuery(settled, i18n.language === 'en' ? 'en' : 'nl'));
  const days = data?.days ?? [];
  const months = [...new Set(days.map(({ date }) => date.slice(0, 7)))];
  const monthName = new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <Section title={t('year.title')} description={t('year.description')}>
      {error ? <ErrorState error={error} /> : null}
      <p className={styles.legend}>
        <span data-day="open">{t('year.open')}</span>
        <span data-day="closed">{t('year.closed')}</span>
        <span data-day="holiday">{t('year.holiday')}</span>
        <span data-day="exception">{t('year.exception')}</span>
      </p>
      <div className={styles.year}>
        {months.map((month) => (
          <section key={month}>
            <h3 className={styles.month}>{monthName.format(Date.parse(`${month}-01T12:00:00Z`))}</h3>
            <div className={styles.days} aria-hidden>
              {WEEK.map((day) => (
                <span key={day} className={styles.weekday}>
                  {dayName(day, i18n.language, 'short').slice(0, 2)}
                </span>
              ))}
              {days
                .filter(({ date }) => date.startsWith(month))
                .map((day, index) => (
                  <DayCell key={day.date} day={day} first={index === 0} />
                ))}
            </div>
          </section>
        ))}
      </div>
    </Section>
  );
}

function DayCell({ day, first }: { readonly day: Day; readonly first: boolean }) {
  const { t } = useTranslation('promises');
  const dayWords = useDayWords();
  const at = new Date(`${day.date}T12:00:00Z`);
  const kind = day.because === 'week' ? (day.openings.length > 0 ? 'open' : 'closed') : day.because;
  const times = day.openings.map(({ from, until }) => `${clockText(from)}–${clockText(until)}`).join(', ') || t('hours.closed');
  return (
    <span
      data-day={kind}
      title={`${dayWords(day.date)}${day.name ? `, ${day.name}` : ''}: ${times}`}
      style={first ? { gridColumnStart: ((at.getUTCDay() + 6) % 7) + 1 } : undefined}
    >
      {at.getUTCDate()}
    </span>
  );
}
