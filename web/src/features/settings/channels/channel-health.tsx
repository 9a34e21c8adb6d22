import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Trans, useTranslation } from 'react-i18next';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useFaultWords } from './use-fault-words.ts';

/** When it last worked and how quick it is; or what is wrong. */
export function ChannelHealth({ account, faults = true }: { readonly account: ChannelAccount; readonly faults?: boolean }) {
  const { t } = useTranslation('channels');
  const fault = useFaultWords(account);
  const lag = account.lagSeconds;
  return (
    <>
      {faults && fault ? <div>{fault}</div> : null}
      {account.lastSuccessAt ? (
        <div>
          <Trans t={t} i18nKey="lastSuccess" components={{ time: <RelativeTime at={account.lastSuccessAt} style="long" /> }} />{' '}
          {lag === null || account.status !== 'connected'
            ? null
            : lag < 90
              ? t('lagSeconds', { count: Math.max(1, Math.round(lag)) })
              : t('lagMinutes', { count: Math.round(lag / 60) })}
        </div>
      ) : (
        <div>{t('neverYet')}</div>
      )}
    </>
  );
}
