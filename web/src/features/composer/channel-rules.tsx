import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelName } from '../../lib/tickets/names.ts';
import { fileSize } from '../../ui/file-size.ts';
import styles from './composer.module.css';

/** What the provider of a channel takes, where it takes less than others. Absent where there is nothing to say. */
export function ChannelRules({ channel }: { readonly channel: ChannelAccount | undefined }) {
  const { t, i18n } = useTranslation('composer');
  const nameOf = useChannelName();
  const { attachments, signature, links, automaticReplies } = channel?.capabilities ?? {};
  if (!channel || !automaticReplies) return null;
  const said = [
    t('rules.people'),
    signature === false ? t('rules.noSignature') : [],
    attachments?.types
      ? t('rules.files', { types: attachments.types.join(', '), max: fileSize(attachments.maxBytesTotal, i18n.language) })
      : [],
    links === false ? t('rules.noLinks') : [],
  ].flat();
  return (
    <p className={styles.rules}>
      <IconInfoCircle size={14} stroke={1.75} aria-hidden />
      <span>
        <strong>{nameOf(channel.kind)}</strong> {said.join(' ')}
      </span>
    </p>
  );
}
