import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Setting } from '../../../ui/page.tsx';
import { useDisconnectChannel } from './channel-mutations.ts';

/** Asks first, naming the address: it cannot be undone. */
export function DisconnectChannel({ account }: { readonly account: ChannelAccount }) {
  const { t } = useTranslation('channels');
  const explain = useExplain('channels');
  const navigate = useNavigate();
  const [asking, askingIs] = useDisclosure(false);
  const disconnect = useDisconnectChannel(account.id);
  const confirm = async () => {
    await disconnect.mutateAsync();
    notify.success(t('disconnected', { address: account.shownAddress }));
    await navigate({ to: '/settings/$section', params: { section: 'channels' } });
  };
  return (
    <Setting label={t('disconnectTitle')} hint={t('disconnectHint')}>
      <Button variant="default" c="var(--balie-danger)" onClick={askingIs.open}>
        {t('disconnect')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={askingIs.close}
        title={t('disconnectAsk', { address: account.shownAddress })}
        action={t('disconnect')}
        busy={disconnect.isPending}
        error={disconnect.isError ? explain(disconnect.error) : undefined}
        onConfirm={() => void confirm().catch(() => undefined)}
      >
        {t(account.capabilities.reply ? 'disconnectText' : 'disconnectTextCalled')}
      </ConfirmDialog>
    </Setting>
  );
}
