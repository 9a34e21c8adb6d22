import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../ui/now.ts';
import styles from './composer.module.css';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** For how many more minutes the customer may be answered freely; undefined where there is no such limit. */
export function useReplyWindow(channel: ChannelAccount | undefined, lastInboundAt: string | null): number | undefined {
  const now = useNow();
  const hours = channel?.capabilities.replyWindowHours;
  if (hours === undefined) return undefined;
  if (lastInboundAt === null) return 0;
  return Math.max(0, Math.floor((Date.parse(lastInboundAt) - now) / MINUTE_MS) + hours * HOUR_MINUTES);
}

/** Beside the button: how long there is left to answer. */
export function ReplyWindowLine({ minutes }: { readonly minutes: number | undefined }) {
  const { t } = useTranslation('composer');
  if (minutes === undefined || minutes === 0) return null;
  const left =
    minutes >= HOUR_MINUTES ? t('windowHours', { count: Math.floor(minutes / HOUR_MINUTES) }) : t('windowMinutes', { count: minutes });
  return (
    <span className={styles.missing} data-tone="quiet">
      <IconHourglass size={14} stroke={1.75} aria-hidden />
      {left}
    </span>
  );
}
