import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../ui/now.ts';
import styles from './composer.module.css';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** When the customer wrote last from where the answer goes: in any ticket of the account, or just now in this one. */
export function heardAt(
  { heardFrom, timeline }: TicketDetail,
  account: ChannelAccount | undefined,
  to: readonly MailAddress[],
): string | null {
  const addresses = new Set(to.map(({ address }) => address));
  const told = [...addresses].map((address) => heardFrom[account?.id ?? '']?.[address]);
  const here = timeline.items.map((item) =>
    item.kind === 'message' &&
    item.message.direction === 'inbound' &&
    item.message.nature === 'personal' &&
    item.message.channelKind === account?.kind &&
    addresses.has(item.message.from?.address ?? '')
      ? item.message.createdAt
      : undefined,
  );
  return [...told, ...here].reduce<string | null>(
    (latest, at) => (at !== undefined && (latest === null || at > latest) ? at : latest),
    null,
  );
}

/** For how many more minutes the customer may be answered freely; undefined where there is no such limit. */
export function useReplyWindow(channel: ChannelAccount | undefined, lastHeardAt: string | null): number | undefined {
  const now = useNow();
  const hours = channel?.capabilities.replyWindowHours;
  if (hours === undefined) return undefined;
  if (lastHeardAt === null) return 0;
  return Math.max(0, Math.floor((Date.parse(lastHeardAt) - now) / MINUTE_MS) + hours * HOUR_MINUTES);
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
