import { Button, Modal, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { queryClient } from '../../../../lib/query.ts';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { notify } from '../../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../../ui/page.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { rememberAccount } from '../channel-mutations.ts';
import { type ConnectionDraft, draftFromSettings, isFetched, toConnection } from './connection-draft.ts';
import { Copies } from './copies.tsx';
import { changeEmail, emailSettingsQuery } from './email.api.ts';
import styles from './email.module.css';
import { Forwarding } from './forwarding.tsx';
import { Sending } from './sending.tsx';
import { ServerFields } from './server-fields.tsx';
import { SignInAgain } from './sign-in-again.tsx';

/** By which servers a mailbox works, and a way to change them or the password. */
export function EmailServers({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('email');
  const settings = useQuery(emailSettingsQuery(accountId));
  const [editing, editingIs] = useDisclosure(false);
  const fetched = settings.data && isFetched(settings.data) ? settings.data : undefined;
  return (
    <Section title={t('edit.section')}>
      {settings.isPending ? <SkeletonText lines={2} /> : null}
      {settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? (
        <Card>
          {settings.data.signIn ? <SignInAgain accountId={accountId} provider={settings.data.signIn} /> : null}
          {settings.data.forwarding ? <Forwarding forwarding={settings.data.forwarding} /> : null}
          {settings.data.forwarding && !settings.data.imap ? <Sending accountId={accountId} settings={settings.data} /> : null}
          {fetched ? (
            <Setting
              label={
                <Trans
                  t={t}
                  i18nKey="edit.sentence"
                  values={{ imap: fetched.imap.host, smtp: fetched.smtp.host }}
                  components={{ b: <strong /> }}
                />
              }
              hint={t('edit.user', { user: fetched.imap.user })}
            >
              <Button variant="default" onClick={editingIs.open}>
                {t('edit.open')}
              </Button>
            </Setting>
          ) : null}
          {fetched ? <Copies accountId={accountId} settings={fetched} /> : null}
        </Card>
      ) : null}
      {editing && fetched ? <EditEmail accountId={accountId} initial={draftFromSettings(fetched)} onClose={editingIs.close} /> : null}
    </Section>
  );
}

interface EditEmailProps {
  readonly accountId: string;
  readonly initial: ConnectionDraft;
  readonly onClose: () => void;
}

function EditEmail({ accountId, initial, onClose }: EditEmailProps) {
  const { t } = useTranslation(['email', 'ui']);
  const explain = useExplain('email');
  const [draft, setDraft] = useState(initial);
  const save = useMutation({
    mutationFn: () => changeEmail(accountId, toConnection(draft)),
    onSuccess: async (account) => {
      rememberAccount(account);
      await queryClient.invalidateQueries(emailSettingsQuery(accountId));
      notify.success(t('edit.saved'));
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size={560}
      title={t('edit.title', { address: draft.address })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <PasswordInput
          label={t('edit.password')}
          description={t('edit.passwordHint')}
          autoComplete="off"
          data-autofocus
          value={draft.imap.password}
          visibilityToggleButtonProps={{ 'aria-label': t('servers.showPassword') }}
          onChange={(event) => setDraft({ ...draft, imap: { ...draft.imap, password: event.currentTarget.value } })}
        />
        <ServerFields draft={draft} onChange={setDraft} />
        {save.isError ? (
          <Notice tone="danger" live>
            {explain(save.error)}
          </Notice>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('edit.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
