import type { OrderSource, UpdateOrderSourceRequest } from '@balie/shared/contracts/order-sources.ts';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../../lib/me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { InlineText } from '../../../ui/inline-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { BolCredentials } from './bol-credentials.tsx';
import { ConnectBol } from './connect-bol.tsx';
import { DisconnectSource } from './disconnect-source.tsx';
import { Figures } from './figures.tsx';
import { KeepOrders } from './keep-orders.tsx';
import { orderSourcesQuery, retrySource, updateSource, useLiveSources } from './order-sources.queries.ts';
import styles from './orders-settings.module.css';
import { SourceHealth, SourceStatus, useSourceFault } from './source-state.tsx';

/** One connection, or the steps that make a new one (`new-bol`). */
export function OrderSourcePage({ id }: { readonly id: string }) {
  return id === 'new-bol' ? <ConnectBol /> : <Connection id={id} />;
}

function Connection({ id }: { readonly id: string }) {
  const { t } = useTranslation('order-settings');
  const sources = useQuery(orderSourcesQuery);
  const source = sources.data?.find((one) => one.id === id);
  useTitle(source?.name ?? t('title'));
  useLiveSources();
  if (source) return <Source source={source} />;
  return (
    <Page title={t('title')}>
      {sources.isPending ? <SkeletonPage /> : null}
      {sources.isError ? <ErrorState error={sources.error} onRetry={() => void sources.refetch()} /> : null}
      {sources.data ? (
        <EmptyState title={t('gone')} text={t('goneText')} action={<BackLink section="orders" label={t('title')} />} />
      ) : null}
    </Page>
  );
}

function Source({ source }: { readonly source: OrderSource }) {
  const { t } = useTranslation('order-settings');
  const explain = useExplain('order-settings');
  const manages = useAllowed('channels:manage');
  const paused = source.status === 'paused';
  const update = useMutation({
    mutationFn: (changes: UpdateOrderSourceRequest) => updateSource(source.id, changes),
    onError: (error) => notify.error(explain(error)),
  });
  return (
    <Page
      title={source.name}
      description={t('subtitle')}
      back={<BackLink section="orders" label={t('title')} />}
      actions={<SourceStatus source={source} />}
    >
      <Section>
        <Fault source={source} />
        <Card>
          <Setting label={t('health')} hint={<SourceHealth source={source} />} />
          {manages ? (
            <Setting label={t('name')} hint={t('nameHint')}>
              <InlineText label={t('name')} value={source.name} onSave={(name) => update.mutate({ name })} />
            </Setting>
          ) : null}
          {manages ? <KeepOrders months={source.keepMonths} onChange={(keepMonths) => update.mutate({ keepMonths })} /> : null}
        </Card>
      </Section>
      <Figures sourceId={source.id} />
      {manages ? (
        <>
          <BolCredentials source={source} />
          <Section title={t('stop')}>
            <Card>
              <Setting label={t(paused ? 'pausedNow' : 'pauseTitle')} hint={t(paused ? 'pausedHint' : 'pauseHint')}>
                <Button variant="default" loading={update.isPending} onClick={() => update.mutate({ paused: !paused })}>
                  {t(paused ? 'resume' : 'pause')}
                </Button>
              </Setting>
              <DisconnectSource source={source} />
            </Card>
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function Fault({ source }: { readonly source: OrderSource }) {
  const { t } = useTranslation('order-settings');
  const explain = useExplain('order-settings');
  const words = useSourceFault(source);
  const manages = useAllowed('channels:manage');
  const retry = useMutation({ mutationFn: () => retrySource(source.id), onError: (error) => notify.error(explain(error)) });
  if (!words) return null;
  return (
    <Notice tone={source.status === 'needs_attention' ? 'danger' : 'warning'} live>
      <div className={styles.fault}>
        {words}
        {manages ? (
          <Button variant="default" size="compact-sm" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('retry')}
          </Button>
        ) : null}
      </div>
    </Notice>
  );
}
