import type { TicketDeadline } from '@balie/shared/contracts/deadlines.ts';
import { VisuallyHidden } from '@mantine/core';
import { IconAlarm, IconAlertCircleFilled, IconClockHour4, IconPlayerPauseFilled, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNowInSeconds, usePassed } from '../../ui/now.ts';
import { absoluteTime } from '../../ui/time-format.ts';
import styles from './deadline-chip.module.css';
import { type DeadlineMood, LAST_SECONDS_MS, leftOf, moodOf, shortAmount } from './deadline-words.ts';

/** One shape per mood, so that colour never speaks alone. */
const SHAPE: Record<DeadlineMood, TablerIcon> = {
  fine: IconClockHour4,
  soon: IconAlarm,
  late: IconAlertCircleFilled,
  paused: IconPlayerPauseFilled,
};

/** How long there is left for what was promised, or by how much it is late; it turns at its own second. */
export function DeadlineChip({ deadline, size = 13 }: { readonly deadline: TicketDeadline; readonly size?: number }) {
  const { t, i18n } = useTranslation('deadlines');
  const dueAt = deadline.dueAt === null ? null : Date.parse(deadline.dueAt);
  usePassed(deadline.warnAt === null ? null : Date.parse(deadline.warnAt));
  usePassed(dueAt);
  // Seconds are worth looking at only around the end.
  const nearEnd = usePassed(dueAt === null ? null : dueAt - LAST_SECONDS_MS) && !usePassed(dueAt === null ? null : dueAt + LAST_SECONDS_MS);
  useNowInSeconds(nearEnd);
  const now = Date.now();
  const mood = moodOf(deadline, now);
  const amount = shortAmount(leftOf(deadline, now), t);
  const Icon = SHAPE[mood];
  const target = t(`target.${deadline.target}`);
  const exactly =
    dueAt === null ? t('standsStill', { target, amount }) : t('untilThen', { target, moment: absoluteTime(dueAt, i18n.language) });
  return (
    <span className={styles.chip} data-mood={mood} title={exactly}>
      <Icon size={size} stroke={1.9} aria-hidden />
      <VisuallyHidden>{t(`say.${mood}`, { target })} </VisuallyHidden>
      {mood === 'late' ? `+${amount}` : amount}
    </span>
  );
}
