import { Button } from '@mantine/core';
import { IconChevronRight, IconPackage, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../lib/directory.ts';
import { useAllowed } from '../../../lib/me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Card, Page, Setting } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { orderSourcesQuery, useLiveSources } from './order-sources.queries.ts';
import styles from './orders-settings.module.css';
import { SourceHealth, SourceStatus } from './source-state.tsx';

/** Where orders come from. */
export function OrderSourcesPage() {
  const { t } = useTranslation('order-settings');
  const sources = useQuery(orderSourcesQuery);
  const shops = useQuery(shopsQuery).data ?? [];
  const manages = useAllowed('channels:manage');
  useTitle(t('title'));
  useLiveSources();
  const connect = manages ? (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'orders', item: 'new-bol' }} />}
    >
      {t('connect')}
    </Button>
  ) : null;
  const none = sources.data?.length === 0;
  return (
    <Page title={t('title')} description={t('description')} actions={none ? null : connect}>
      {sources.isPending ? <SkeletonRows count={2} /> : null}
      {sources.isError ? <ErrorState error={sources.error} onRetry={() => void sources.refetch()} /> : null}
      {none ? (
        <EmptyState
          icon={<IconPackage size={32} stroke={1.5} />}
          title={t('none')}
          text={t(manages ? 'noneText' : 'noneTextReader')}
          action={connect}
        />
      ) : null}
      {sources.data && !none ? (
        <Card>
          {sources.data.map((source) => (
            <Link key={source.id} to="/settings/$section/$item" params={{ section: 'orders', item: source.id }} className={styles.row}>
              <Setting
                before={<IconPackage size={22} stroke={1.5} aria-hidden />}
                label={source.name}
                hint={
                  <>
                    {shops.length > 1 ? <div>{shops.find(({ id }) => id === source.shopId)?.name}</div> : null}
                    <SourceHealth source={source} brief />
                  </>
                }
              >
                <SourceStatus source={source} />
                <IconChevronRight size={16} aria-hidden />
              </Setting>
            </Link>
          ))}
        </Card>
      ) : null}
    </Page>
  );
}
