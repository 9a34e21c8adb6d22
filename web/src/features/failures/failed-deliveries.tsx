import type { failedDelivery } from '@balie/shared/contracts/ticket-lists.ts';
import { message as messageSchema } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { sendJson } from '../../lib/http.ts';
import { useAllowed } from '../../lib/me.ts';
import { queryClient } from '../../lib/query.ts';
import { useReason } from '../../lib/reasons/use-reason.ts';
import { bounceKind } from '../../lib/tickets/bounce-kind.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { Section } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './failures.module.css';
import { failedDeliveriesQuery } from './failures.queries.ts';
import { takeOut } from './forget-failure.ts';
import { MoreButton } from './more-button.tsx';

type FailedDelivery = z.infer<typeof failedDelivery>;

interface FailedDeliveriesProps {
  readonly items: readonly FailedDelivery[];
  readonly onMore: (() => void) | undefined;
}

/** Replies that did not reach the customer. */
export function FailedDeliveries({ items, onMore }: FailedDeliveriesProps) {
  const { t } = useTranslation('failures');
  return (
    <Section title={t('deliveries.title')} description={t('deliveries.description')}>
      <ul className={styles.list}>
        {items.map((item) => (
          <FailedDeliveryRow key={item.message.id} item={item} />
        ))}
      </ul>
      {onMore ? <MoreButton onMore={onMore} /> : null}
    </Section>
  );
}

function FailedDeliveryRow({ item: { ticket, message } }: { readonly item: FailedDelivery }) {
  const { t } = useTranslation('failures');
  const replies = useAllowed('tickets:reply');
  const retry = useRetryDelivery();
  const inWords = useReason();
  const to = message.to.map(({ address, name }) => name || address).join(', ');
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <div className={styles.summary}>
          <Link to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: ticket.number }} className={styles.ticket}>
            <span className="tabular">#{ticket.number}</span> {ticket.subject}
          </Link>
        </div>
        <div className={styles.reason}>
          {message.delivery.bounce
            ? `${t(`tickets:bounce.${bounceKind(message.delivery.bounce.code)}`)} (${message.delivery.bounce.address}). `
            : null}
          {message.delivery.reason ? inWords(message.delivery.reason) : t('deliveries.noReason')}
        </div>
        <div className={styles.facts}>
          <Trans
            t={t}
            i18nKey="deliveries.facts"
            values={{ to, by: message.author.name }}
            components={{ time: <RelativeTime at={message.createdAt} style="long" /> }}
          />
        </div>
      </div>
      <div className={styles.verbs}>
        {replies ? (
          <Button variant="default" size="compact-sm" loading={retry.isPending} onClick={() => retry.mutate(message.id)}>
            {t('retry')}
          </Button>
        ) : null}
        <Button
          variant="subtle"
          size="compact-sm"
          renderRoot={(props) => <Link {...props} to="/inbox/$view" params={{ view: 'open' }} search={{ ticket: ticket.number }} />}
        >
          {t('deliveries.open')}
        </Button>
      </div>
    </li>
  );
}

function useRetryDelivery() {
  const { t } = useTranslation('failures');
  const explain = useExplain('failures');
  const { queryKey } = failedDeliveriesQuery;
  return useMutation({
    mutationFn: (id: string) => sendJson('POST', messageSchema, `/api/messages/${id}/retry`),
    onSuccess: async (_message, id) => {
      await takeOut<FailedDelivery>(queryKey, (other) => other.message.id === id);
      notify.success(t('deliveries.retrying'));
    },
    onError: (error) => {
      notify.error(explain(error));
      void queryClient.invalidateQueries({ queryKey });
    },
  });
}
