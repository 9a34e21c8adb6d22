import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconChecks, IconClock, IconRefresh, type TablerIcon } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../lib/reasons/use-reason.ts';
import { bounceKind } from '../../lib/tickets/bounce-kind.ts';
import { retryReply, undoReply } from '../../lib/tickets/undo-reply.ts';
import { useExplain } from '../../ui/explain.ts';
import { momentInWords } from '../../ui/moment-format.ts';
import { notify } from '../../ui/notify.tsx';
import { clockTime } from '../../ui/time-format.ts';
import styles from './delivery-line.module.css';

type State = Message['delivery']['state'];
const ICONS: Partial<Record<State, TablerIcon>> = {
  queued: IconClock,
  sending: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  undone: IconArrowBackUp,
};

/** How far a reply is on its way, and what can still be done about it. */
export function DeliveryLine({ message, mayReply }: { readonly message: Message; readonly mayReply: boolean }) {
  const { t, i18n } = useTranslation('conversation');
  const explain = useExplain('conversation');
  const inWords = useReason();
  const [busy, setBusy] = useState(false);
  const { state, undoUntil, attempts, nextAttemptAt, waitsFor, reason, bounce } = message.delivery;
  const secondsLeft = useSecondsUntil(state === 'queued' ? undoUntil : null);
  const run = (action: typeof undoReply) => {
    setBusy(true);
    action(message.ticketId, message.id)
      .catch((error: unknown) => notify.error(explain(error)))
      .finally(() => setBusy(false));
  };
  /** `om ongeveer 14:05`, with the day when it is another one. */
  const aboutWhen = (at: number) => {
    const isToday = new Date(at).toDateString() === new Date().toDateString();
    return isToday ? t('delivery.aboutAt', { at: clockTime(at, i18n.language) }) : momentInWords(at, i18n.language);
  };
  const retry = (
    <Button size="compact-xs" variant="light" leftSection={<IconRefresh size={14} />} loading={busy} onClick={() => run(retryReply)}>
      {t('delivery.retry')}
    </Button>
  );

  if (state === 'failed') {
    return (
      <div className={styles.failed} role="alert">
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
        <span className={styles.words}>
          <strong>{bounce ? t(`tickets:bounce.${bounceKind(bounce.code)}`) : t('delivery.failed')}</strong>
          {bounce ? <span>{t('delivery.bounced', { address: bounce.address })}</span> : null}
          {reason ? <span className={styles.reason}>{inWords(reason)}</span> : null}
        </span>
        {mayReply ? retry : null}
      </div>
    );
  }
  if (secondsLeft > 0 && mayReply) {
    return (
      <div className={styles.line}>
        <IconClock size={14} stroke={1.75} aria-hidden />
        <span className={styles.count}>{t('delivery.sendsIn', { count: secondsLeft })}</span>
        <Button size="compact-xs" variant="subtle" loading={busy} onClick={() => run(undoReply)}>
          {t('ui:undo')}
        </Button>
      </div>
    );
  }
  if (state === 'queued' && waitsFor) {
    const address = message.from?.address ?? '';
    const at = nextAttemptAt ? aboutWhen(Date.parse(nextAttemptAt)) : '';
    const key = waitsFor === 'provider' ? 'delivery.waitsForProvider' : 'delivery.waitsForLimit';
    return (
      <div className={styles.waiting}>
        <IconClock size={16} stroke={1.75} aria-hidden />
        <span className={styles.words}>
          <strong>{at ? t(`${key}Until`, { address, at }) : t(key, { address })}</strong>
          {waitsFor === 'provider' && reason ? <span className={styles.reason}>{inWords(reason)}</span> : null}
        </span>
      </div>
    );
  }
  if (state === 'queued' && attempts > 0) {
    const at = nextAttemptAt ? clockTime(Date.parse(nextAttemptAt), i18n.language) : undefined;
    return (
      <div className={styles.waiting}>
        <IconClock size={16} stroke={1.75} aria-hidden />
        <span className={styles.words}>
          <strong>{at ? t('delivery.retryingAt', { at }) : t('delivery.retrying')}</strong>
          {reason ? <span className={styles.reason}>{inWords(reason)}</span> : null}
        </span>
        {mayReply ? retry : null}
      </div>
    );
  }
  const Icon = ICONS[state];
  if (!Icon) return null;
  return (
    <div className={styles.line} data-state={state}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {t(`delivery.${state}`)}
    </div>
  );
}

/** Whole seconds left, moving once a second; 0 when it is over. */
function useSecondsUntil(until: string | null): number {
  const left = () => (until ? Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1_000)) : 0);
  const [seconds, setSeconds] = useState(left);
  // Only another moment begins another count
  useEffect(() => {
    setSeconds(left());
    if (left() === 0) return;
    const timer = setInterval(() => {
      setSeconds(left());
      if (left() === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
