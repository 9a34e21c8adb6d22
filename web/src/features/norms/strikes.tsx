import type { MarketplaceShop } from '@balie/shared/contracts/norms.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { recordStrike } from '../../lib/norms/norms.api.ts';
import { Choice } from '../../ui/choice.tsx';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { useNormFormat } from './norm-format.ts';
import styles from './norms.module.css';

/** The weeks that count, the strikes among them, and a place to write down what the marketplace's mail says. */
export function Strikes({ shop }: { readonly shop: MarketplaceShop }) {
  const { t } = useTranslation('norms');
  const { week, day } = useNormFormat();
  const mayRecord = useAllowed('norms:manage');
  const { items, weeks, closedAt, choices } = shop.strikes;
  const byWeek = new Map(items.map((one) => [one.monday, one]));
  const tone = items.length === 0 ? 'good' : items.length >= closedAt - 1 ? 'broken' : 'at_risk';
  return (
    <section className={styles.waiting} aria-label={t('strikes.title')}>
      <header className={styles.cardHead}>
        <h3>{t('strikes.title')}</h3>
        <span className={styles.state} data-state={tone}>
          {t('strikes.count', { count: items.length, closedAt })}
        </span>
      </header>
      <p className={styles.quiet}>{t('strikes.explain', { weeks, closedAt, label: shop.label })}</p>
      <ol className={styles.strip} aria-label={t('strikes.strip', { weeks })}>
        {choices.toReversed().map(({ monday }) => {
          const strike = byWeek.get(monday);
          return (
            <li key={monday} data-strike={strike?.source} title={`${week(monday)} (${day(monday)})`}>
              <span className={styles.hidden}>{t(strike ? 'strikes.weekWith' : 'strikes.weekWithout', { week: week(monday) })}</span>
            </li>
          );
        })}
      </ol>
      {items.length > 0 ? (
        <ul className={styles.strikes}>
          {items.map(({ monday, source, names }) => (
            <li key={monday}>
              <span>
                {week(monday)} ({day(monday)})
              </span>
              <span className={styles.quiet}>
                {[names.map((name) => t(`names.${name}`)).join(', '), t(`strikes.${source}`)].filter((part) => part !== '').join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {mayRecord ? <Record shop={shop} /> : null}
    </section>
  );
}

function Record({ shop }: { readonly shop: MarketplaceShop }) {
  const { t } = useTranslation('norms');
  const explain = useExplain('norms');
  const { week, day } = useNormFormat();
  const { choices } = shop.strikes;
  const [chosen, setChosen] = useState(choices[0]?.monday ?? '');
  const recorded = choices.find(({ monday }) => monday === chosen)?.recorded ?? null;
  const record = useMutation({
    mutationFn: (given: boolean | null) => recordStrike({ shopId: shop.shopId, monday: chosen, given }),
    onError: (error) => notify.error(explain(error)),
  });
  if (chosen === '') return null;
  const value = recorded === null ? 'derived' : recorded ? 'given' : 'none';
  return (
    <p className={styles.record}>
      {t('strikes.recordBefore', { label: shop.label })}{' '}
      <Choice
        label={t('strikes.ofWeek')}
        value={chosen}
        options={choices.map(({ monday }) => ({ value: monday, label: `${week(monday)} (${day(monday)})` }))}
        onChange={setChosen}
      />{' '}
      <Choice
        label={t('strikes.says')}
        value={value}
        options={(['derived', 'given', 'none'] as const).map((option) => ({ value: option, label: t(`strikes.options.${option}`) }))}
        onChange={(next) => record.mutate(next === 'derived' ? null : next === 'given')}
      />
    </p>
  );
}
