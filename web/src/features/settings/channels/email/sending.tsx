import type { EmailSettings } from '@balie/shared/contracts/channels.ts';
import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { sendJson } from '../../../../lib/http.ts';
import { queryClient } from '../../../../lib/query.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { notify } from '../../../../ui/notify.tsx';
import { Setting } from '../../../../ui/page.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { rememberAccount } from '../channel-mutations.ts';
import type { ServerDraft } from './connection-draft.ts';
import { emailSettingsQuery, proposeEmail } from './email.api.ts';
import styles from './email.module.css';
import { OneServer } from './server-fields.tsx';

interface SendingProps {
  readonly accountId: string;
  readonly settings: EmailSettings;
}

/** How answers leave when the shop forwards its mail: by its own server, by that of the house, or not at all. */
export function Sending({ accountId, settings }: SendingProps) {
  const { t } = useTranslation('email');
  const [editing, editingIs] = useDisclosure(false);
  const { smtp, sentFor, address } = settings;
  const key = smtp ? 'own' : sentFor ? 'house' : 'none';
  return (
    <>
      <Setting
        label={<Trans t={t} i18nKey={`sending.${key}`} values={{ host: smtp?.host, sender: sentFor }} components={{ b: <strong /> }} />}
        hint={t(`sending.${key}Hint`, { address, user: smtp?.user })}
      >
        <Button variant={key === 'none' ? 'filled' : 'default'} onClick={editingIs.open}>
          {t(smtp ? 'edit.open' : 'sending.set')}
        </Button>
      </Setting>
      {editing ? <EditSending accountId={accountId} settings={settings} onClose={editingIs.close} /> : null}
    </>
  );
}

function EditSending({ accountId, settings, onClose }: SendingProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['email', 'ui']);
  const { address, smtp } = settings;
  // What we know of the provider is filled in already.
  const proposal = useQuery({ queryKey: ['email-proposal', address], queryFn: () => proposeEmail(address), enabled: smtp === null });
  const initial = smtp ?? (proposal.data && { ...proposal.data.smtp, user: proposal.data.user });
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size={560}
      title={t('sending.title', { address })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {initial || proposal.isError ? (
        <SendingForm
          accountId={accountId}
          initial={{ ...(initial ?? { host: '', port: 465, security: 'tls', user: address }), password: '' }}
          isStored={smtp !== null}
          onClose={onClose}
        />
      ) : (
        <SkeletonText lines={4} />
      )}
    </Modal>
  );
}

interface SendingFormProps {
  readonly accountId: string;
  readonly initial: ServerDraft;
  /** There is a password already. */
  readonly isStored: boolean;
  readonly onClose: () => void;
}

function SendingForm({ accountId, initial, isStored, onClose }: SendingFormProps) {
  const { t } = useTranslation(['email', 'ui']);
  const explain = useExplain('email');
  const [server, setServer] = useState(initial);
  const save = useMutation({
    mutationFn: (smtp: ServerDraft | null) =>
      sendJson('PUT', channelAccount, `/api/channels/email/accounts/${accountId}/sending`, { smtp }),
    onSuccess: async (account, smtp) => {
      rememberAccount(account);
      await queryClient.invalidateQueries(emailSettingsQuery(accountId));
      notify.success(t(smtp ? 'edit.saved' : 'sending.removed'));
      onClose();
    },
  });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate(server);
      }}
    >
      <OneServer legend={t('fields.smtp')} server={server} withUser onChange={setServer} />
      <PasswordInput
        label={t(isStored ? 'edit.password' : 'fields.smtpPassword')}
        description={t(isStored ? 'edit.passwordHint' : 'servers.passwordHint')}
        autoComplete="off"
        value={server.password}
        visibilityToggleButtonProps={{ 'aria-label': t('servers.showPassword') }}
        onChange={(event) => setServer({ ...server, password: event.currentTarget.value })}
      />
      {save.isError ? (
        <Notice tone="danger" live>
          {explain(save.error)}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        {isStored ? (
          <Button variant="subtle" color="gray" loading={save.isPending && save.variables === null} onClick={() => save.mutate(null)}>
            {t('sending.remove')}
          </Button>
        ) : null}
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={save.isPending && save.variables !== null}>
          {t('edit.save')}
        </Button>
      </div>
    </form>
  );
}
