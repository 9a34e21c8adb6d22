import { type Figure, figureName } from '@balie/shared/contracts/order-sources.ts';
import { IconAlertTriangle, IconCircleCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonText } from '../../../ui/skeletons.tsx';
import { figuresQuery } from './order-sources.queries.ts';
import styles from './orders-settings.module.css';

const WEEKS = 6;

/** What the marketplace measures of the shop: the newest week, and how it went before. */
export function Figures({ sourceId }: { readonly sourceId: string }) {
  const { t } = useTranslation('order-settings');
  const figures = useQuery(figuresQuery(sourceId));
  return (
    <Section title={t('figures.title')} description={t('figures.description')}>
      {figures.isPending ? <SkeletonText lines={4} /> : null}
      {figures.isError ? <ErrorState error={figures.error} onRetry={() => void figures.refetch()} /> : null}
      {figures.data?.length === 0 ? <p className={styles.sentence}>{t('figures.none')}</p> : null}
      {figures.data && figures.data.length > 0 ? (
        <Card>
          {figureName.options.map((name) => {
            const weeks = figures.data.filter((figure) => figure.name === name).slice(0, WEEKS);
            const [newest] = weeks;
            return newest ? <Row key={name} newest={newest} weeks={weeks} /> : null;
          })}
        </Card>
      ) : null}
    </Section>
  );
}

function Row({ newest, weeks }: { readonly newest: Figure; readonly weeks: readonly Figure[] }) {
  const { t, i18n } = useTranslation('order-settings');
  const { name, norm, unit, numerator, denominator } = newest;
  const value = (figure: Figure) => (figure.value === null ? '–' : inWords(figure.value, unit, i18n.language));
  const tone = newest.conforms === null ? 'quiet' : newest.conforms ? 'success' : 'danger';
  const Icon = newest.conforms === null ? IconMinus : newest.conforms ? IconCircleCheck : IconAlertTriangle;
  return (
    <Setting
      label={t(`figures.names.${name}`)}
      hint={
        <>
          {norm ? (
            <div>
              {t(`figures.norm.${norm.condition === '<=' ? 'most' : 'least'}`, { value: inWords(norm.value, unit, i18n.language) })}
            </div>
          ) : null}
          {unit === 'percentage' && numerator !== null && denominator !== null ? (
            <div className="tabular">{t('figures.counts', { numerator, denominator, week: newest.week })}</div>
          ) : (
            <div>{t('figures.week', { week: newest.week })}</div>
          )}
          <ul className={styles.weeks} aria-label={t('figures.before')}>
            {weeks.slice(1).map((figure) => (
              <li key={`${figure.year}-${figure.week}`} data-conforms={figure.conforms}>
                <span className={styles.week}>{t('figures.weekShort', { week: figure.week })}</span> {value(figure)}
                {figure.conforms === false ? <IconAlertTriangle size={12} aria-label={t('figures.tones.danger')} /> : null}
              </li>
            ))}
          </ul>
        </>
      }
    >
      <span className={styles.status} data-tone={tone}>
        <Icon size={16} stroke={1.75} aria-label={t(`figures.tones.${tone}`)} />
        <span className="tabular">{value(newest)}</span>
      </span>
    </Setting>
  );
}

function inWords(value: number, unit: Figure['unit'], locale: string): string {
  const options = unit === 'percentage' ? ({ style: 'percent', maximumFractionDigits: 1 } as const) : { maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'nl-NL', options).format(value);
}
