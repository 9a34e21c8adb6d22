import { IconClockHour4, IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeadlineChip } from '../../lib/deadlines/deadline-chip.tsx';
import { urgencyOf } from '../../lib/tickets/waiting.ts';
import { momentInWords } from '../../ui/moment-format.ts';
import { useNow } from '../../ui/now.ts';
import { absoluteTime, relativeTime } from '../../ui/time-format.ts';
import styles from './row-time.module.css';
import type { ListRow } from './use-ticket-list.ts';

/** What is left of the time that was promised; without a promise how long the customer waits; where nobody waits, when it was last spoken of, or when it comes back. */
export function RowTime({ row }: { readonly row: ListRow }) {
  const { t, i18n } = useTranslation('ticket-list');
  const { t: ofTime } = useTranslation('ui');
  const now = useNow();
  const language = i18n.language;
  if (row.status === 'snoozed' && row.snoozedUntil) {
    const at = Date.parse(row.snoozedUntil);
    return (
      <time dateTime={row.snoozedUntil} className={styles.time} title={absoluteTime(at, language)}>
        <IconClockPause size={13} stroke={1.75} aria-hidden />
        {momentInWords(at, language, now)}
      </time>
    );
  }
  if (row.deadline) return <DeadlineChip deadline={row.deadline} />;
  const since = row.status === 'open' ? row.waitingSince : null;
  const at = Date.parse(since ?? row.lastMessageAt);
  const text = relativeTime(at, now, language, 'short', ofTime);
  if (!since) {
    return (
      <time dateTime={row.lastMessageAt} className={styles.time} title={absoluteTime(at, language)}>
        {text}
      </time>
    );
  }
  const urgency = urgencyOf(since, now);
  return (
    <time dateTime={since} className={styles.time} data-urgency={urgency} title={t('waitingSince', { since: absoluteTime(at, language) })}>
      {urgency === 'fine' ? null : <IconClockHour4 size={13} stroke={2} aria-label={t(`urgency.${urgency}`)} />}
      {text}
    </time>
  );
}
