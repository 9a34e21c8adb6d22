import type { Order, OrderReturn } from '@balie/shared/contracts/orders.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useNow } from '../../ui/now.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ActionLine } from './action-line.tsx';
import { HandleReturn } from './handle-return.tsx';
import { isRunning, newestAction } from './order-words.ts';
import styles from './orders.module.css';

/** What comes back, and what was decided about it. */
export function OrderReturns({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders');
  if (order.returns.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label={t('returns')}>
      {order.returns.map((one) => (
        <Return key={one.id} order={order} one={one} />
      ))}
    </ul>
  );
}

function Return({ order, one }: { readonly order: Order; readonly one: OrderReturn }) {
  const { t } = useTranslation('orders');
  const [handling, handlingIs] = useDisclosure(false);
  const action = newestAction(order, one.id, useNow());
  const may = useAllowed('tickets:update') && order.can.resolutions.length > 0;
  return (
    <li className={styles.part}>
      <IconArrowBackUp size={16} stroke={1.5} className={styles.partIcon} aria-hidden />
      <div className={styles.words}>
        <span>
          {t(one.handled ? 'return.handled' : 'return.open', { count: one.quantity })}{' '}
          <RelativeTime at={one.registeredAt} style="long" className={styles.soft} />
        </span>
        {order.lines.length > 1 ? <span className={styles.soft}>{one.title}</span> : null}
        <span className={styles.soft}>{one.reason}</span>
        {one.comment ? <q className={styles.comment}>{one.comment}</q> : null}
        {one.trackingCode ? (
          <span className={styles.tracking}>
            {one.carrier} <code>{one.trackingCode}</code>
          </span>
        ) : null}
        {one.results.map(({ quantity, resolution, words, at }) => (
          <span key={`${at}${words}`}>
            {quantity}× {resolution ? t(`decided.${resolution}`) : words.toLowerCase().replaceAll('_', ' ')}{' '}
            <RelativeTime at={at} style="long" className={styles.soft} />
          </span>
        ))}
        {action ? <ActionLine action={action} shop={order.sourceName} /> : null}
        {may && !isRunning(action) ? (
          <div>
            <Button size="compact-xs" variant={one.handled ? 'subtle' : 'default'} onClick={handlingIs.open}>
              {t(one.handled ? 'return.change' : 'return.handle')}
            </Button>
          </div>
        ) : null}
        {handling ? <HandleReturn order={order} one={one} onClose={handlingIs.close} /> : null}
      </div>
    </li>
  );
}
