import { updateWhatsAppRequest } from '@balie/shared/contracts/whatsapp.ts';
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../../lib/query.ts';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { notify } from '../../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../../ui/page.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { rememberAccount } from '../channel-mutations.ts';
import styles from '../email/email.module.css';
import { Webhook } from './webhook.tsx';
import { changeWhatsApp, whatsAppSettingsQuery } from './whatsapp.api.ts';

/** By what a number works, and a way to give it another token. */
export function WhatsAppSettings({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('whatsapp');
  const settings = useQuery(whatsAppSettingsQuery(accountId));
  const [editing, editingIs] = useDisclosure(false);
  return (
    <Section title={t('edit.section')}>
      {settings.isPending ? <SkeletonText lines={3} /> : null}
      {settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? (
        <>
          {settings.data.calledBack ? null : <Notice tone="warning">{t('edit.neverCalled')}</Notice>}
          <Card>
            <Setting
              label={t('edit.number', { number: settings.data.displayNumber, name: settings.data.verifiedName })}
              hint={t('edit.secretsHint')}
            >
              <Button variant="default" onClick={editingIs.open}>
                {t('edit.open')}
              </Button>
            </Setting>
            <Webhook webhook={settings.data.webhook} />
          </Card>
        </>
      ) : null}
      {editing ? <EditSecrets accountId={accountId} onClose={editingIs.close} /> : null}
    </Section>
  );
}

function EditSecrets({ accountId, onClose }: { readonly accountId: string; readonly onClose: () => void }) {
  const { t } = useTranslation(['whatsapp', 'ui']);
  const form = useForm({
    schema: updateWhatsAppRequest,
    initial: { accessToken: '', appSecret: '' },
    namespace: 'whatsapp',
    submit: async (changes) => {
      rememberAccount(await changeWhatsApp(accountId, changes));
      await queryClient.invalidateQueries(whatsAppSettingsQuery(accountId));
      notify.success(t('edit.saved'));
      onClose();
    },
  });
  const secret = { autoComplete: 'off', visibilityToggleButtonProps: { 'aria-label': t('details.show') } };
  return (
    <Modal opened onClose={onClose} centered size={560} title={t('edit.title')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <PasswordInput
          label={t('details.accessToken')}
          description={t('edit.keeps')}
          data-autofocus
          {...secret}
          {...form.field('accessToken')}
        />
        <PasswordInput label={t('details.appSecret')} description={t('edit.keeps')} {...secret} {...form.field('appSecret')} />
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
            {t('edit.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
