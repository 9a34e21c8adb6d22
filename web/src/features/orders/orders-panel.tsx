import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useRealtime } from '../../lib/realtime.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { LinkOrder } from './link-order.tsx';
import { OrderCard } from './order-card.tsx';
import styles from './orders.module.css';
import { ordersAreOutdated, ticketOrdersQuery } from './orders.queries.ts';

/** What the customer ordered: the orders this conversation is about. Nothing at all where no shop is connected. */
export const OrdersPanel = memo(function OrdersPanel({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('orders');
  const mayLink = useAllowed('tickets:update');
  const orders = useQuery(ticketOrdersQuery(ticketId));
  const [linking, linkingIs] = useDisclosure(false);
  const { refetch } = orders;
  useRealtime(
    'orders.changed',
    useCallback(({ numbers }) => ordersAreOutdated(numbers), []),
  );
  // A number may stand in what was written just now.
  useRealtime(
    'message.changed',
    useCallback(
      (event) => {
        if (event.ticketId === ticketId) void refetch();
      },
      [ticketId, refetch],
    ),
  );
  const { data } = orders;
  if (data && !data.connected) return null;
  return (
    <section className={styles.section} aria-label={t('title')}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{t('title')}</h3>
        {data && mayLink ? (
          <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={14} />} onClick={linkingIs.open}>
            {t('link.open')}
          </Button>
        ) : null}
      </div>
      {orders.isPending ? <SkeletonText lines={4} /> : null}
      {orders.isError && !data ? <ErrorState error={orders.error} onRetry={() => void orders.refetch()} /> : null}
      {data?.items.map(({ order, tie }, index) => (
        <OrderCard key={order.id} ticketId={ticketId} order={order} tie={tie} startsOpen={index === 0} />
      ))}
      {data?.items.length === 0 ? (
        <p className={styles.nothing}>
          {data.unknownNumbers.length > 0 ? t('unknown', { numbers: data.unknownNumbers.join(', ') }) : t('none')}
        </p>
      ) : null}
      {linking ? <LinkOrder ticketId={ticketId} proposed={data?.unknownNumbers[0] ?? ''} onClose={linkingIs.close} /> : null}
    </section>
  );
});
