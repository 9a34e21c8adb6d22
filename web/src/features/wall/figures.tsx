import { WALL_COUNT_CAP, type Wall } from '@balie/shared/contracts/wall.ts';
import { IconAlarm, IconAlertCircleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './figures.module.css';

const NONE = '–';

/** The day in seven numbers. */
export function Figures({ wall: { counts, today, attainment } }: { readonly wall: Wall }) {
  const { t, i18n } = useTranslation('wall');
  const decided = attainment.met + attainment.missed;
  const percent = decided === 0 ? undefined : Math.floor((attainment.met / decided) * 100);
  const weekday = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'nl-NL', { weekday: 'long' }).format(new Date());
  // A shop of last week has nothing to be held against.
  const compared = (before: number, usual: number) => (before + usual === 0 ? undefined : t('compared', { weekday, before, usual }));
  return (
    <dl className={styles.figures}>
      <Figure
        label={t('openTickets')}
        value={counts.open}
        hint={counts.waiting === 0 ? undefined : t('ofWhichWait', { count: counts.waiting })}
      />
      <Figure label={t('unassigned')} value={counts.unassigned} />
      <Figure
        label={t('overdue')}
        value={orMore(counts.overdue)}
        mood={counts.overdue > 0 ? 'late' : undefined}
        icon={counts.overdue > 0 ? <IconAlertCircleFilled size="0.8em" aria-hidden /> : undefined}
      />
      <Figure
        label={t('soon')}
        value={orMore(counts.soon)}
        mood={counts.soon > 0 ? 'soon' : undefined}
        icon={counts.soon > 0 ? <IconAlarm size="0.8em" stroke={2} aria-hidden /> : undefined}
      />
      <Figure
        label={t('kept')}
        value={percent === undefined ? NONE : `${percent}%`}
        hint={percent === undefined ? t('nothingDecided') : t('inTime', { met: attainment.met, decided })}
      />
      <Figure label={t('intake')} value={today.intake} hint={compared(today.lastWeek.intake, today.usual.intake)} />
      <Figure label={t('solved')} value={today.solved} hint={compared(today.lastWeek.solved, today.usual.solved)} />
    </dl>
  );
}

/** Beyond that the server counts no further. */
function orMore(count: number): number | string {
  return count < WALL_COUNT_CAP ? count : `${WALL_COUNT_CAP}+`;
}

interface FigureProps {
  readonly label: string;
  readonly value: number | string;
  readonly hint?: string | undefined;
  readonly mood?: 'late' | 'soon' | undefined;
  readonly icon?: ReactNode;
}

function Figure({ label, value, hint, mood, icon }: FigureProps) {
  return (
    <div className={styles.figure} data-mood={mood}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value} data-calm={value === 0 || value === NONE || undefined}>
        {icon}
        {value}
      </dd>
      {hint ? <dd className={styles.hint}>{hint}</dd> : null}
    </div>
  );
}
