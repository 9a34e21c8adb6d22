import type { VisitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { Anchor } from '@mantine/core';
import { IconFileText, IconRosetteDiscountCheck, IconShoppingCart, IconWorld } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { BlockVisitor } from './block-visitor.tsx';
import { useVisitor, useVisitorId } from './visitor.query.ts';
import styles from './visitor-panel.module.css';

/** Where the customer is on the shop's pages, live; nothing for tickets without a chat. */
export function VisitorPanel({ ticketId }: { readonly ticketId: string }) {
  const id = useVisitorId(ticketId);
  return id === undefined ? null : <Visitor key={id} id={id} />;
}

function Visitor({ id }: { readonly id: string }) {
  const { t } = useTranslation('visitor');
  const visitor = useVisitor(id);
  return (
    <section className={styles.visitor} aria-label={t('title')}>
      {visitor.isPending ? <SkeletonText lines={3} /> : null}
      {visitor.isError ? <ErrorState error={visitor.error} onRetry={() => void visitor.refetch()} /> : null}
      {visitor.data ? <Card visitor={visitor.data} /> : null}
    </section>
  );
}

function Card({ visitor }: { readonly visitor: VisitorCard }) {
  const { t } = useTranslation('visitor');
  const mayBlock = useAllowed('tickets:reply');
  const { page, cart, order, browser, language, online } = visitor;
  const device = [browser, t(`language.${language}`)].filter((one) => one !== '').join(' · ');
  return (
    <>
      <p className={styles.state} data-online={online || undefined}>
        <span className={styles.dot} aria-hidden />
        {online ? t('online') : t('left')}
        {online ? null : <RelativeTime at={visitor.lastSeenAt} className={styles.when} />}
      </p>
      {page ? (
        <Line icon={<IconFileText size={15} stroke={1.75} aria-hidden />}>
          <Away url={page.url}>{page.title || page.url}</Away>
          {page.referrer ? <span className={styles.soft}>{t('from', { site: siteOf(page.referrer) })}</span> : null}
        </Line>
      ) : null}
      {cart && cart.items.length > 0 ? (
        <Line icon={<IconShoppingCart size={15} stroke={1.75} role="img" aria-label={t('cart')} />}>
          {cart.items.map((item, index) => (
            <span key={index} className={styles.item}>
              <span>{item.quantity > 1 ? `${item.quantity} × ${item.name}` : item.name}</span>
              <span className={styles.price}>{item.price}</span>
            </span>
          ))}
          {cart.total ? (
            <span className={styles.item}>
              <strong>{t('total')}</strong>
              <strong className={styles.price}>{cart.total}</strong>
            </span>
          ) : null}
        </Line>
      ) : null}
      {order ? (
        <Line icon={<IconFileText size={15} stroke={1.75} role="img" aria-label={t('order')} />}>
          <Away url={order.url ?? ''}>{t('orderNumber', { number: order.number })}</Away>
          <span className={styles.soft}>{[order.status, order.total].filter(Boolean).join(' · ')}</span>
        </Line>
      ) : null}
      {device ? <Line icon={<IconWorld size={15} stroke={1.75} aria-hidden />}>{device}</Line> : null}
      <Line icon={<IconRosetteDiscountCheck size={15} stroke={1.75} aria-hidden />}>
        {t(visitor.verified ? 'verified' : 'unverified')}
        {!visitor.verified && visitor.email ? <span className={styles.soft}>{t('told', { email: visitor.email })}</span> : null}
      </Line>
      {mayBlock ? <BlockVisitor visitor={visitor} /> : null}
    </>
  );
}

function Line({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.line}>
      {icon}
      <div className={styles.words}>{children}</div>
    </div>
  );
}

/** What a page told is only followed where it leads to the web. */
function Away({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  if (!/^https?:\/\//i.test(url)) return <span>{children}</span>;
  return (
    <Anchor href={url} target="_blank" rel="noopener noreferrer" inherit>
      {children}
    </Anchor>
  );
}

function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}
