import type { PhoneSettings } from '@balie/shared/contracts/phone.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useCallback } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { queryClient } from '../../../../lib/query.ts';
import { useRealtime } from '../../../../lib/realtime.ts';
import { readableNumber } from '../../../../lib/tickets/call-words.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import { Arrival } from '../arrival.tsx';
import { phoneSettingsQuery } from './phone.api.ts';
import styles from './phone.module.css';

/** Call the number and watch the call arrive here. */
export function TestCall({ accountId, settings }: { readonly accountId: string; readonly settings: PhoneSettings }) {
  const { t } = useTranslation('phone');
  const look = useCallback(
    ({ ticket }: { ticket: TicketRow }) => {
      if (ticket.channelAccountId === accountId) void queryClient.invalidateQueries({ queryKey: phoneSettingsQuery(accountId).queryKey });
    },
    [accountId],
  );
  useRealtime('ticket.changed', look);
  const { lastCall } = settings;
  return (
    <Arrival
      waiting={<Trans t={t} i18nKey="test.try" values={{ number: readableNumber(settings.number) }} components={{ b: <strong /> }} />}
      arrived={
        lastCall
          ? {
              icon: <IconPhoneCheck size={20} stroke={1.75} aria-hidden />,
              words: (
                <>
                  <strong>{t('test.arrived')}</strong>
                  <div className={styles.soft}>
                    {lastCall.number ? readableNumber(lastCall.number) : t('test.withheld')} ·{' '}
                    <RelativeTime at={lastCall.rangAt} style="long" />
                  </div>
                </>
              ),
            }
          : undefined
      }
    />
  );
}
