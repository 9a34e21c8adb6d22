import { bolConnection, type OrderSource } from '@balie/shared/contracts/order-sources.ts';
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonText } from '../../../ui/skeletons.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { bolSettingsQuery, changeBol } from './order-sources.queries.ts';
import styles from './orders-settings.module.css';

/** By what the connection works, and a way to give it another secret. */
export function BolCredentials({ source }: { readonly source: OrderSource }) {
  const { t } = useTranslation('order-settings');
  const settings = useQuery(bolSettingsQuery(source.id));
  const [editing, editingIs] = useDisclosure(false);
  return (
    <Section title={t('bol.section')}>
      {settings.isPending ? <SkeletonText lines={2} /> : null}
      {settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? (
        <Card>
          <Setting label={<code>{settings.data.clientId}</code>} hint={t('bol.secretHint')}>
            <Button variant="default" onClick={editingIs.open}>
              {t('bol.replace')}
            </Button>
          </Setting>
        </Card>
      ) : null}
      {editing && settings.data ? <EditCredentials id={source.id} clientId={settings.data.clientId} onClose={editingIs.close} /> : null}
    </Section>
  );
}

interface EditCredentialsProps {
  readonly id: string;
  readonly clientId: string;
  readonly onClose: () => void;
}

function EditCredentials({ id, clientId, onClose }: EditCredentialsProps) {
  const { t } = useTranslation(['order-settings', 'ui']);
  const form = useForm({
    schema: bolConnection,
    initial: { clientId, clientSecret: '' },
    namespace: 'order-settings',
    submit: async (connection) => {
      await changeBol(id, connection);
      notify.success(t('bol.replaced'));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} centered size={560} title={t('bol.replaceTitle')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <TextInput label={t('bol.clientId')} autoComplete="off" spellCheck={false} {...form.field('clientId')} />
        <PasswordInput
          label={t('bol.clientSecret')}
          data-autofocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('bol.show') }}
          {...form.field('clientSecret')}
        />
        {form.failureText ? (
          <Notice tone="danger" live>
            {form.failureText}
          </Notice>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={form.busy}>
            {t('bol.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
