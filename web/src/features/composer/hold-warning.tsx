import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { isHoldOnly } from '@balie/shared/domain/hold-answers.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useChannelName } from '../../lib/tickets/names.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './composer.module.css';

/** Does the answer only ask for patience, on a channel where that counts as no answer? */
export function asksForPatienceOnly(channel: ChannelAccount | undefined, html: string): boolean {
  const phrases = channel?.capabilities.holdPhrases;
  return phrases !== undefined && phrases.length > 0 && isHoldOnly(linesOf(html), phrases);
}

interface HoldWarningProps {
  readonly channel: ChannelAccount;
  readonly onSendAnyway: () => void;
  readonly onWriteOn: () => void;
}

/** Before such an answer leaves: what it would be taken for. */
export function HoldWarning({ channel, onSendAnyway, onWriteOn }: HoldWarningProps) {
  const { t } = useTranslation('composer');
  const nameOf = useChannelName();
  return (
    <Notice tone="warning" live>
      <div className={styles.hold}>
        <span>{t('hold.why', { channel: nameOf(channel.kind) })}</span>
        <div className={styles.holdActions}>
          <Button size="compact-sm" variant="default" onClick={onSendAnyway}>
            {t('hold.send')}
          </Button>
          <Button size="compact-sm" onClick={onWriteOn}>
            {t('hold.write')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}

/** Each block a line of its own. */
function linesOf(html: string): string {
  const broken = html.replace(/<(?:br|\/p|\/div|\/li|\/h\d)[^>]*>/giu, '$&\n');
  return new DOMParser().parseFromString(broken, 'text/html').body.textContent ?? '';
}
