import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { IconShoppingBag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelName } from '../../lib/tickets/names.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './marketplace-card.module.css';

/** What the customer's question is about, as the marketplace tells it: stands above the conversation. */
export function MarketplaceCard({ marketplace }: { readonly marketplace: NonNullable<TicketDetail['marketplace']> }) {
  const { t, i18n } = useTranslation('conversation');
  const channelName = useChannelName();
  const { facts, since } = marketplace;
  const { recognised, product, orderNumber, topic, country, caseNumber } = facts;
  if (recognised !== 'question' && recognised !== 'answer') return null;
  const rows: [string, string | null | undefined][] = [
    [t('marketplace.order'), orderNumber],
    [t('marketplace.product'), product?.title ?? (product?.ean ? '' : null)],
    [t('marketplace.ean'), product?.ean],
    [t('marketplace.topic'), topic],
    [t('marketplace.country'), country && (new Intl.DisplayNames([i18n.language], { type: 'region' }).of(country) ?? country)],
    [t('marketplace.case'), caseNumber],
  ];
  const name = channelName(facts.channel);
  return (
    <section className={styles.card} aria-label={t('marketplace.title', { name })}>
      <div className={styles.head}>
        <IconShoppingBag size={15} stroke={1.75} aria-hidden />
        <strong>{t('marketplace.title', { name })}</strong>
        <span className={styles.since}>
          {t('marketplace.since')} <RelativeTime at={since} style="long" />
        </span>
        {facts.senderProven ? null : <span className={styles.unproven}>{t('marketplace.unproven')}</span>}
      </div>
      <dl className={styles.facts}>
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
