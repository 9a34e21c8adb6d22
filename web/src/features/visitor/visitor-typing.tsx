import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRealtime } from '../../lib/realtime.ts';
import { useVisitor, useVisitorId } from './visitor.query.ts';
import styles from './visitor-panel.module.css';

/** The widget repeats itself every five seconds while somebody writes. */
const ENDS_AFTER_MS = 10_000;

/** Says, above the composer, that the customer is writing. */
export function VisitorTyping({ ticketId }: { readonly ticketId: string }) {
  const id = useVisitorId(ticketId);
  return id === undefined ? null : <Typing key={id} id={id} />;
}

function Typing({ id }: { readonly id: string }) {
  const { t } = useTranslation('visitor');
  const visitor = useVisitor(id).data;
  const [heard, setHeard] = useState<{ readonly typing: boolean }>({ typing: false });
  const hear = useCallback(
    (event: { visitorId: string; typing: boolean }) => {
      if (event.visitorId === id) setHeard({ typing: event.typing });
    },
    [id],
  );
  useRealtime('visitor.typing', hear);
  useEffect(() => {
    if (!heard.typing) return;
    const end = setTimeout(() => setHeard({ typing: false }), ENDS_AFTER_MS);
    return () => clearTimeout(end);
  }, [heard]);
  return (
    <div role="status">{heard.typing && visitor ? <div className={styles.typing}>{t('typing', { name: visitor.name })}</div> : null}</div>
  );
}
