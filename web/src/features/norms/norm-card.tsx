import type { MarketplaceNorm, MarketplaceShop, MeasuredNorm } from '@balie/shared/contracts/norms.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { writeDuration } from '../../lib/deadlines/duration-text.ts';
import { Forecast } from './forecast.tsx';
import { HistoryChart } from './history-chart.tsx';
import { useNormFormat } from './norm-format.ts';
import { NormStateBadge } from './norm-state.tsx';
import styles from './norms.module.css';

interface FrameProps {
  readonly title: string;
  readonly state: MarketplaceNorm['state'];
  readonly value: string;
  readonly threshold: string;
  /** Below the value. */
  readonly facts: readonly (string | null)[];
  readonly chart: ReactNode;
  readonly wide?: boolean;
  readonly children?: ReactNode;
}

function Frame({ title, state, value, threshold, facts, chart, wide = false, children }: FrameProps) {
  return (
    <article className={styles.card} data-wide={wide || undefined} data-state={state}>
      <header className={styles.cardHead}>
        <h3>{title}</h3>
        <NormStateBadge state={state} />
      </header>
      <div className={styles.cardBody}>
        <div className={styles.figures}>
          <p className={styles.value}>
            <strong>{value}</strong> <span>{threshold}</span>
          </p>
          {facts.map((fact) =>
            fact === null ? null : (
              <p key={fact} className={styles.quiet}>
                {fact}
              </p>
            ),
          )}
        </div>
        {chart}
      </div>
      {children}
    </article>
  );
}

/** One norm of a marketplace: ours, theirs, and how it went. */
export function MarketplaceCard({ norm, shop }: { readonly norm: MarketplaceNorm; readonly shop: MarketplaceShop }) {
  const { t } = useTranslation('norms');
  const { figure, week } = useNormFormat();
  const { name, state, unit, condition, threshold, toldByThem, value, wrong, total, theirs, forecast, history } = norm;
  const title = t(`names.${name}`);
  const isSilent = total === null && theirs === null && history.every(({ ours }) => ours === null);
  const told = theirs
    ? t(theirs.numerator === null || theirs.denominator === null ? 'theirs' : 'theirsOf', {
        label: shop.label,
        value: figure(theirs.value, unit),
        week: week(theirs.monday),
        numerator: theirs.numerator,
        denominator: theirs.denominator,
      })
    : t('theirsNone', { label: shop.label });
  const shown = unit === 'rating' ? (theirs?.value ?? null) : value;
  return (
    <Frame
      title={title}
      state={state}
      value={figure(shown, unit)}
      threshold={t(condition === '>=' ? 'least' : 'most', { value: figure(threshold, unit) })}
      facts={
        isSilent
          ? [t('nothingYet', { label: shop.label })]
          : [
              total === null || wrong === null
                ? unit === 'rating'
                  ? t('onlyTheirs', { label: shop.label })
                  : t('nothingCounted')
                : t(`counted.${name}`, { wrong, right: total - wrong, total }),
              told,
              toldByThem ? null : t('normOfUs'),
            ]
      }
      chart={isSilent ? null : <HistoryChart history={history} threshold={threshold} condition={condition} unit={unit} title={title} />}
      wide={name === 'RESPONSE_TIME'}
    >
      {forecast ? <Forecast forecast={forecast} label={shop.label} timeZone={shop.timeZone} /> : null}
    </Frame>
  );
}

/** A norm that the house set itself. */
export function OwnCard({ measured }: { readonly measured: MeasuredNorm }) {
  const { t } = useTranslation('norms');
  const { figure } = useNormFormat();
  const { norm, state, value, right, wrong, open, history } = measured;
  const within = norm.seconds === null ? '' : writeDuration(norm.seconds, t('hour'));
  return (
    <Frame
      title={norm.name}
      state={state}
      value={figure(value, 'percent')}
      threshold={t('least', { value: figure(norm.threshold, 'percent') })}
      facts={[
        t(norm.seconds === null ? `measures.${norm.metric}_ever` : `measures.${norm.metric}`, { within }),
        t('ownCounts', { right, total: right + wrong, open, window: t(`windows.${norm.window}`) }),
      ]}
      chart={<HistoryChart history={history} threshold={norm.threshold} condition=">=" unit="percent" title={norm.name} />}
    />
  );
}
