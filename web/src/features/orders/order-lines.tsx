import type { Order, OrderLine } from '@balie/shared/contracts/orders.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useNow } from '../../ui/now.ts';
import { ActionLine } from './action-line.tsx';
import { AskFirst } from './ask-first.tsx';
import { dayInWords, isLate, isRunning, money, newestAction } from './order-words.ts';
import styles from './orders.module.css';

const SHOWN = 4;

/** What was ordered. Of many lines the first, until somebody asks for the rest. */
export function OrderLines({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders');
  const [all, setAll] = useState(false);
  // What waits for an answer is never among those that are folded away.
  const lines = [...order.lines].sort((a, b) => Number(b.cancelRequested) - Number(a.cancelRequested));
  const hidden = all ? 0 : Math.max(0, lines.length - SHOWN);
  return (
    <>
      <ul className={styles.lines}>
        {lines.slice(0, lines.length - hidden).map((line) => (
          <Line key={line.id} order={order} line={line} />
        ))}
      </ul>
      {hidden > 0 ? (
        <UnstyledButton className={styles.quiet} onClick={() => setAll(true)}>
          {t('moreLines', { count: hidden })}
        </UnstyledButton>
      ) : null}
    </>
  );
}

function Line({ order, line }: { readonly order: Order; readonly line: OrderLine }) {
  const { t, i18n } = useTranslation('orders');
  const now = useNow();
  const action = newestAction(order, line.id, now);
  const { promise } = line;
  const isCancelled = line.cancelled >= line.quantity;
  const waits = line.quantity > line.shipped + line.cancelled;
  return (
    <li className={styles.line}>
      <span className={styles.count}>{line.quantity}×</span>
      <div className={styles.words}>
        <span className={isCancelled ? styles.gone : undefined} title={line.title}>
          {line.title}
        </span>
        {isCancelled ? <span className={styles.soft}>{t('line.cancelled')}</span> : null}
        {promise && waits && !isCancelled ? (
          <span className={isLate(line, now) ? styles.late : styles.soft}>
            {t(`promise.${isLate(line, now) ? 'late' : promise.exact ? 'exact' : 'latest'}${promise.evening ? 'Evening' : ''}`, {
              day: dayInWords(promise.day, i18n.language),
            })}
          </span>
        ) : null}
        {line.sentBy === 'marketplace' ? <span className={styles.soft}>{t('line.byMarketplace', { shop: order.sourceName })}</span> : null}
        {line.cancelRequested && !isRunning(action) ? <CancelLine order={order} line={line} /> : null}
        {action ? <ActionLine action={action} shop={order.sourceName} /> : null}
      </div>
      <span className={styles.price}>{money(line.totalMinor, order.currency, i18n.language)}</span>
    </li>
  );
}

/** The customer asks to cancel; the shop agrees. */
function CancelLine({ order, line }: { readonly order: Order; readonly line: OrderLine }) {
  const { t } = useTranslation('orders');
  const [asking, askingIs] = useDisclosure(false);
  const may = useAllowed('tickets:update') && order.can.cancel && line.shipped === 0;
  return (
    <div className={styles.request}>
      <strong>{t('cancel.wanted')}</strong>
      {may ? (
        <Button size="compact-xs" variant="default" onClick={askingIs.open}>
          {t('cancel.open')}
        </Button>
      ) : null}
      <AskFirst
        orderId={order.id}
        opened={asking}
        title={t('cancel.title', { title: line.title, count: line.quantity })}
        action={t('cancel.confirm')}
        task={{ kind: 'cancel_lines', lineIds: [line.id] }}
        onClose={askingIs.close}
      >
        <p>{t('cancel.text', { number: order.number, shop: order.sourceName })}</p>
      </AskFirst>
    </div>
  );
}
