import type { Order, Shipment } from '@balie/shared/contracts/orders.ts';
import { CopyButton, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy, IconTruckDelivery } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './orders.module.css';

/** Where the parcels are. */
export function OrderShipments({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders');
  if (order.shipments.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label={t('shipments')}>
      {order.shipments.map((shipment) => (
        <Parcel key={shipment.id} shipment={shipment} />
      ))}
    </ul>
  );
}

function Parcel({ shipment }: { readonly shipment: Shipment }) {
  const { t } = useTranslation('orders');
  const [all, setAll] = useState(false);
  const { events, carrier, trackingCode, shippedAt } = shipment;
  const [newest, ...earlier] = events;
  return (
    <li className={styles.part}>
      <IconTruckDelivery size={16} stroke={1.5} className={styles.partIcon} aria-hidden />
      <div className={styles.words}>
        {newest ? (
          <Event event={newest} />
        ) : (
          <span>
            {t('event.sent')} {shippedAt ? <RelativeTime at={shippedAt} style="long" className={styles.soft} /> : null}
          </span>
        )}
        {trackingCode ? (
          <span className={styles.tracking}>
            {carrier} <code>{trackingCode}</code>
            <CopyButton value={trackingCode}>
              {({ copied, copy }) => (
                <UnstyledButton className={styles.copy} onClick={copy} aria-label={t(copied ? 'copied' : 'copyTracking')}>
                  {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
                </UnstyledButton>
              )}
            </CopyButton>
          </span>
        ) : (
          <span className={styles.soft}>{t('noTracking')}</span>
        )}
        {all ? earlier.map((event) => <Event key={`${event.at}${event.code}${event.words}`} event={event} earlier />) : null}
        {earlier.length > 0 && !all ? (
          <UnstyledButton className={styles.quiet} onClick={() => setAll(true)}>
            {t('moreEvents', { count: earlier.length })}
          </UnstyledButton>
        ) : null}
      </div>
    </li>
  );
}

function Event({ event, earlier = false }: { readonly event: Shipment['events'][number]; readonly earlier?: boolean }) {
  const { t } = useTranslation('orders');
  const words = event.code === 'other' ? event.words.toLowerCase().replaceAll('_', ' ') : t(`event.${event.code}`);
  return (
    <span className={earlier ? styles.soft : undefined} data-event={event.code}>
      {words} <RelativeTime at={event.at} style="long" className={styles.soft} />
    </span>
  );
}
