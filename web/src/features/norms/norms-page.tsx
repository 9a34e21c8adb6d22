import type { MarketplaceNorm, MarketplaceShop, NormBoard } from '@balie/shared/contracts/norms.ts';
import { Button } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { normBoardQuery, useLiveNorms } from '../../lib/norms/norms.api.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonPage } from '../../ui/skeletons.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { Forecast } from './forecast.tsx';
import { MarketplaceCard, OwnCard } from './norm-card.tsx';
import { useNormFormat } from './norm-format.ts';
import styles from './norms.module.css';
import { Strikes } from './strikes.tsx';
import { WaitingList } from './waiting-list.tsx';

/** How all norms stand now, where the week ends up, and what to answer first. */
export function NormsPage() {
  const { t } = useTranslation('norms');
  useTitle(t('title'));
  useLiveNorms();
  const board = useQuery(normBoardQuery);
  const isEmpty = board.data?.shops.length === 0 && board.data.own.length === 0;
  return (
    <div className={styles.page}>
      {isEmpty ? null : (
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          <p>{t('description')}</p>
        </header>
      )}
      {board.isPending ? <SkeletonPage /> : null}
      {board.isError && !board.data ? <ErrorState error={board.error} onRetry={() => void board.refetch()} /> : null}
      {isEmpty ? <Nothing /> : null}
      {board.data && !isEmpty ? <Board board={board.data} /> : null}
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation('norms');
  const manages = useAllowed('norms:manage');
  return (
    <EmptyState
      wholePage
      icon={<IconTargetArrow size={32} stroke={1.5} />}
      title={t('none.title')}
      text={t('none.text')}
      action={manages ? <SettingsLink text={t('none.action')} isPrimary /> : undefined}
    />
  );
}

function SettingsLink({ text, isPrimary = false }: { readonly text: string; readonly isPrimary?: boolean }) {
  return (
    <Button
      variant={isPrimary ? 'filled' : 'default'}
      renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'norms' }} {...props} />}
    >
      {text}
    </Button>
  );
}

function Board({ board }: { readonly board: NormBoard }) {
  const { t } = useTranslation('norms');
  const manages = useAllowed('norms:manage');
  return (
    <>
      {board.shops.map((shop) => (
        <Shop key={`${shop.shopId} ${shop.kind}`} shop={shop} />
      ))}
      <section className={styles.shop} id="own" aria-label={t('own.title')}>
        <header className={styles.shopHead}>
          <h2>{t('own.title')}</h2>
          {manages ? <SettingsLink text={t('own.manage')} /> : null}
        </header>
        {board.own.length === 0 ? <p className={styles.quiet}>{t('own.none')}</p> : null}
        <div className={styles.grid}>
          {board.own.map((measured) => (
            <OwnCard key={measured.norm.id} measured={measured} />
          ))}
        </div>
      </section>
    </>
  );
}

/** It goes with the list of what is to be answered first. */
const isAboutAnswers = ({ name }: MarketplaceNorm) => name === 'RESPONSE_TIME';

function Shop({ shop }: { readonly shop: MarketplaceShop }) {
  const { t } = useTranslation('norms');
  const { week, day } = useNormFormat();
  return (
    <section className={styles.shop} id={shop.shopId} aria-label={`${shop.label} ${shop.shopName}`}>
      <header className={styles.shopHead}>
        <h2>
          {shop.label} <span className={styles.shopName}>{shop.shopName}</span>
        </h2>
        <p className={styles.quiet}>{t('since', { week: week(shop.monday), day: day(shop.monday) })}</p>
      </header>
      {shop.lastWeek ? (
        <article className={styles.card} data-wide data-state={shop.lastWeek.state}>
          <header className={styles.cardHead}>
            <h3>{t('lastWeek', { week: week(shop.lastWeek.monday) })}</h3>
          </header>
          <Forecast forecast={shop.lastWeek} label={shop.label} timeZone={shop.timeZone} />
        </article>
      ) : null}
      <div className={styles.grid}>
        {shop.norms.filter(isAboutAnswers).map((norm) => (
          <MarketplaceCard key={norm.name} norm={norm} shop={shop} />
        ))}
        <WaitingList shop={shop} />
        <Strikes shop={shop} />
        {shop.norms
          .filter((norm) => !isAboutAnswers(norm))
          .map((norm) => (
            <MarketplaceCard key={norm.name} norm={norm} shop={shop} />
          ))}
      </div>
    </section>
  );
}
