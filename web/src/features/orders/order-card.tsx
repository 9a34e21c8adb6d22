import type { Order, OrderTie } from '@balie/shared/contracts/orders.ts';
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { useNow } from '../../ui/now.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { shortDate } from '../../ui/time-format.ts';
import { offerUndo } from '../../ui/undo.ts';
import { OrderLines } from './order-lines.tsx';
import { OrderReturns } from './order-returns.tsx';
import { OrderShipments } from './order-shipments.tsx';
import { OrderStatusMark } from './order-status-mark.tsx';
import { money } from './order-words.ts';
import styles from './orders.module.css';
import { linkOrder, refreshOrder, unlinkOrder } from './orders.queries.ts';

interface OrderCardProps {
  readonly ticketId: string;
  readonly order: Order;
  readonly tie: OrderTie;
  readonly startsOpen: boolean;
}

/** What is older is asked for anew when somebody looks. */
const FRESH_MS = 5 * 60_000;

/** One order: what it is, where it is, and what can be done about it. */
export function OrderCard({ ticketId, order, tie, startsOpen }: OrderCardProps) {
  const { t, i18n } = useTranslation('orders');
  const [open, setOpen] = useState(startsOpen);
  const now = useNow();
  const bodyId = useId();
  const { id, checkedAt } = order;
  useEffect(() => {
    if (open && Date.now() - Date.parse(checkedAt) > FRESH_MS) refreshOrder(id);
  }, [open, id, checkedAt]);
  const placed = shortDate(Date.parse(order.placedAt), now, i18n.language);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <article className={styles.card} aria-label={t('order', { number: order.number })}>
      <UnstyledButton className={styles.top} aria-expanded={open} aria-controls={bodyId} onClick={() => setOpen(!open)}>
        <Chevron size={14} className={styles.chevron} aria-hidden />
        <span className={styles.number}>{order.number}</span>
        <OrderStatusMark status={order.status} />
      </UnstyledButton>
      {open ? (
        <div id={bodyId} className={styles.body}>
          <p className={styles.facts}>
            {t('placed', { shop: order.sourceName, date: placed })} · {money(order.totalMinor, order.currency, i18n.language)}
            {order.customer.name ? (
              <>
                <br />
                {[order.customer.name, order.customer.city].filter(Boolean).join(', ')}
              </>
            ) : null}
          </p>
          {tie === 'mentioned' ? <p className={styles.doubt}>{t('mentioned')}</p> : null}
          <OrderLines order={order} />
          <OrderShipments order={order} />
          <OrderReturns order={order} />
          <div className={styles.foot}>
            <span className={order.stale ? styles.doubt : undefined}>
              {order.stale ? t('stale', { shop: order.sourceName }) : t('checked')} <RelativeTime at={order.checkedAt} style="long" />
            </span>
            <Unlink ticketId={ticketId} order={order} />
          </div>
        </div>
      ) : null}
    </article>
  );
}

function Unlink({ ticketId, order }: { readonly ticketId: string; readonly order: Order }) {
  const { t } = useTranslation('orders');
  const explain = useExplain('orders');
  if (!useAllowed('tickets:update')) return null;
  const refused = (error: unknown) => notify.error(explain(error));
  const unlink = () =>
    unlinkOrder(ticketId, order.id)
      .then(() => offerUndo(t('link.removed', { number: order.number }), () => void linkOrder(ticketId, order.number).catch(refused)))
      .catch(refused);
  return (
    <UnstyledButton className={styles.quiet} onClick={() => void unlink()}>
      {t('link.remove')}
    </UnstyledButton>
  );
}
