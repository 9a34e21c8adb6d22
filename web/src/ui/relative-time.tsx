import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from './now.ts';
import { absoluteTime, relativeTime, type TimeStyle } from './time-format.ts';

interface RelativeTimeProps {
  /** ISO 8601. */
  readonly at: string;
  /** `short`: `4 min`, for lists. `long`: `4 minuten geleden`, for sentences. */
  readonly style?: TimeStyle;
  readonly className?: string | undefined;
}

/** How long ago, kept up to date; the exact moment on hover. */
export function RelativeTime({ at, style = 'short', className }: RelativeTimeProps) {
  const { t, i18n } = useTranslation('ui');
  const now = useNow();
  const moment = Date.parse(at);
  return (
    <Tooltip label={absoluteTime(moment, i18n.language)} openDelay={400}>
      <time dateTime={at} className={className}>
        {relativeTime(moment, now, i18n.language, style, t)}
      </time>
    </Tooltip>
  );
}
