import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { useTranslation } from 'react-i18next';

/** What is wrong with a channel, in the reader's words; undefined when it works or rests. */
export function useFaultWords(account: ChannelAccount): string | undefined {
  const { t, i18n } = useTranslation('channels');
  if (account.status !== 'retrying' && account.status !== 'needs_attention') return undefined;
  const key = `channels:fault.${account.lastErrorCode ?? 'unknown'}`;
  const words = i18n.exists(key) ? i18n.t(key) : (account.lastError ?? t('fault.unknown'));
  return `${words} ${t(account.status === 'retrying' ? 'retriedByItself' : 'waitsForYou')}`;
}
