import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { queryClient } from '../../lib/query.ts';
import { useRealtime } from '../../lib/realtime.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { FailedDeliveries } from './failed-deliveries.tsx';
import { FailedMessages } from './failed-messages.tsx';
import { failedDeliveriesQuery, failedMessagesQuery } from './failures.queries.ts';

/** What did not come in and what did not go out, each with its reason and a way on. */
export function FailuresPage() {
  const { t } = useTranslation('failures');
  const mayRead = useAllowed('failed-messages:read');
  const messages = useInfiniteQuery({ ...failedMessagesQuery, enabled: mayRead });
  const deliveries = useInfiniteQuery(failedDeliveriesQuery);
  useTitle(t('title'));
  useRealtime(
    'failed-messages.changed',
    useCallback(() => void queryClient.invalidateQueries({ queryKey: failedMessagesQuery.queryKey }), []),
  );
  useRealtime(
    'counts.stale',
    useCallback(() => void queryClient.invalidateQueries({ queryKey: failedDeliveriesQuery.queryKey }), []),
  );
  const failed = messages.data?.pages.flatMap(({ items }) => items) ?? [];
  const undelivered = deliveries.data?.pages.flatMap(({ items }) => items) ?? [];
  const pending = (mayRead && messages.isPending) || deliveries.isPending;
  const error = messages.error ?? deliveries.error;
  if (error && !messages.data && !deliveries.data) {
    return (
      <Page title={t('title')}>
        <ErrorState
          error={error}
          onRetry={() => {
            void messages.refetch();
            void deliveries.refetch();
          }}
        />
      </Page>
    );
  }
  return (
    <Page title={t('title')} description={t('description')}>
      {pending ? <SkeletonRows count={4} faces={false} /> : null}
      {!pending && failed.length === 0 && undelivered.length === 0 ? (
        <EmptyState icon={<IconCircleCheck size={32} stroke={1.5} />} title={t('none')} text={t('noneText')} />
      ) : null}
      {undelivered.length > 0 ? (
        <FailedDeliveries items={undelivered} onMore={deliveries.hasNextPage ? () => void deliveries.fetchNextPage() : undefined} />
      ) : null}
      {failed.length > 0 ? (
        <FailedMessages items={failed} onMore={messages.hasNextPage ? () => void messages.fetchNextPage() : undefined} />
      ) : null}
    </Page>
  );
}
