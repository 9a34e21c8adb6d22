import type { NormPoint, NormUnit } from '@balie/shared/contracts/norms.ts';
import { useTranslation } from 'react-i18next';
import { useNormFormat } from './norm-format.ts';
import styles from './norms.module.css';

const [WIDTH, HEIGHT, EDGE] = [240, 48, 4];

const FEWEST = 8;

interface HistoryChartProps {
  readonly history: readonly NormPoint[];
  readonly threshold: number;
  readonly condition: '<=' | '>=';
  readonly unit: NormUnit;
  readonly title: string;
}

/** How a norm went: a dot for each week, the norm as a line across. Ours where it was counted, else theirs. */
export function HistoryChart({ history: all, threshold, condition, unit, title }: HistoryChartProps) {
  const { t } = useTranslation('norms');
  const { figure, day } = useNormFormat();
  // From the first week that says something, though not so few that two dots make a slope.
  const begin = all.findIndex(({ ours, theirs }) => ours !== null || theirs !== null);
  const history = all.slice(Math.max(0, Math.min(begin, all.length - FEWEST)));
  const points = history.flatMap(({ period, ours, theirs }, index) => {
    const value = ours ?? theirs;
    return value === null ? [] : [{ period, index, value, isMissed: condition === '>=' ? value < threshold : value > threshold }];
  });
  if (points.length === 0) return <p className={styles.quiet}>{t('noHistory')}</p>;
  const values = [...points.map(({ value }) => value), threshold];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high - low || Math.abs(high) || 1;
  const y = (value: number) => HEIGHT - EDGE - ((value - low) / room) * (HEIGHT - 2 * EDGE);
  const x = (index: number) => EDGE + (index / Math.max(1, history.length - 1)) * (WIDTH - 2 * EDGE);
  const last = points.at(-1);
  const missed = points.filter(({ isMissed }) => isMissed).length;
  const label = t('historyInWords', { title, count: points.length, missed, last: figure(last?.value ?? null, unit) });
  return (
    <figure className={styles.history}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
        <line className={styles.threshold} x1={0} x2={WIDTH} y1={y(threshold)} y2={y(threshold)} vectorEffect="non-scaling-stroke" />
        <polyline
          className={styles.line}
          points={points.map(({ index, value }) => `${x(index)},${y(value)}`).join(' ')}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className={styles.dots} aria-hidden>
        {points.map(({ period, index, value, isMissed }) => (
          <span
            key={period}
            data-missed={isMissed || undefined}
            title={`${day(period)}: ${figure(value, unit)}`}
            style={{ left: `${(x(index) / WIDTH) * 100}%`, top: `${(y(value) / HEIGHT) * 100}%` }}
          />
        ))}
      </div>
      <figcaption className={styles.axis}>
        <span>{history[0] ? day(history[0].period) : ''}</span>
        <span>{t('now')}</span>
      </figcaption>
    </figure>
  );
}
