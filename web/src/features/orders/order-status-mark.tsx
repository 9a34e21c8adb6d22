import type { OrderStatus } from '@balie/shared/contracts/orders.ts';
import { IconBan, IconCircleCheck, IconCircleDashed, IconPackage, IconTruckDelivery } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './orders.module.css';

const ICONS = {
  open: IconCircleDashed,
  partly_shipped: IconPackage,
  shipped: IconTruckDelivery,
  delivered: IconCircleCheck,
  cancelled: IconBan,
};

export function OrderStatusMark({ status }: { readonly status: OrderStatus }) {
  const { t } = useTranslation('orders');
  const Icon = ICONS[status];
  return (
    <span className={styles.status} data-status={status}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}
