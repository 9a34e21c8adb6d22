import type { OrderSource } from '@balie/shared/contracts/order-sources.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Setting } from '../../../ui/page.tsx';
import { removeSource } from './order-sources.queries.ts';

/** Asks first, naming it: its orders disappear from the conversations. */
export function DisconnectSource({ source }: { readonly source: OrderSource }) {
  const { t } = useTranslation('order-settings');
  const explain = useExplain('order-settings');
  const navigate = useNavigate();
  const [asking, askingIs] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => removeSource(source.id),
    onSuccess: async () => {
      notify.success(t('disconnected', { name: source.name }));
      await navigate({ to: '/settings/$section', params: { section: 'orders' } });
    },
  });
  return (
    <Setting label={t('disconnectTitle')} hint={t('disconnectHint')}>
      <Button variant="default" c="var(--balie-danger)" onClick={askingIs.open}>
        {t('disconnect')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={askingIs.close}
        title={t('disconnectAsk', { name: source.name })}
        action={t('disconnect')}
        busy={remove.isPending}
        error={remove.isError ? explain(remove.error) : undefined}
        onConfirm={() => remove.mutate()}
      >
        {t('disconnectText', { count: source.orderCount })}
      </ConfirmDialog>
    </Setting>
  );
}
