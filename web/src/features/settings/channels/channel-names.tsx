import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../lib/directory.ts';
import { useAllowed } from '../../../lib/me.ts';
import { Choice } from '../../../ui/choice.tsx';
import { InlineText } from '../../../ui/inline-text.tsx';
import { Setting } from '../../../ui/page.tsx';
import { useUpdateChannel } from './channel-mutations.ts';

/** What the channel is called, and for which shop it works. */
export function ChannelNames({ account }: { readonly account: ChannelAccount }) {
  const { t } = useTranslation('channels');
  const manages = useAllowed('channels:manage');
  const shops = useQuery(shopsQuery).data ?? [];
  const update = useUpdateChannel(account.id);
  const wanted = update.isPending ? update.variables : {};
  return (
    <>
      <Setting
        label={
          <Trans
            t={t}
            i18nKey="called"
            components={{
              value: (
                <InlineText
                  value={wanted.name ?? account.name}
                  label={t('rename')}
                  disabled={!manages}
                  onSave={(name) => update.mutate({ name })}
                />
              ),
            }}
          />
        }
        hint={t('calledHint')}
      />
      <Setting
        label={
          <Trans
            t={t}
            i18nKey="forShop"
            components={{
              value: (
                <Choice
                  label={t('shopLabel')}
                  value={wanted.shopId ?? account.shopId}
                  disabled={!manages || shops.length < 2}
                  options={shops.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(shopId) => update.mutate({ shopId })}
                />
              ),
            }}
          />
        }
        hint={t('forShopHint')}
      />
    </>
  );
}
