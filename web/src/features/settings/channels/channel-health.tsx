import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Trans, useTranslation } from 'react-i18next';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useFaultWords } from './use-fault-words.ts';

interface ChannelHealthProps {
  readonly account: ChannelAccount;
  /** For a list: what is wrong, or else when it last worked. */
  readonly brief?: boolean;
}

/** When it last worked and how quick it is. */
export function ChannelHealth({ account, brief = false }: ChannelHealthProps) {
  const { t } = useTranslation('channels');
  const fault = useFaultWords(account);
  if (brief && fault) return <div>{fault}</div>;
  if (!account.lastSuccessAt) return <div>{t('neverYet')}</div>;
  const lag = account.lagSeconds;
  return (
    <div>
      <Trans t={t} i18nKey="lastSuccess" components={{ time: <RelativeTime at={account.lastSuccessAt} style="long" /> }} />{' '}
      {brief || lag === null || account.status !== 'connected' ? null : lagInWords(lag)}
    </div>
  );

  function lagInWords(seconds: number): string {
    return seconds < 90
      ? t('lagSeconds', { count: Math.max(1, Math.round(seconds)) })
      : t('lagMinutes', { count: Math.round(seconds / 60) });
  }
}
