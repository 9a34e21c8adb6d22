import { createInvitationRequest, type InvitationWithLink, invitationWithLink } from '@balie/shared/contracts/people.ts';
import { ROLES, type Role } from '@balie/shared/domain/permissions.ts';
import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { invitationsQuery } from '../settings.queries.ts';
import styles from './colleagues.module.css';
import { InvitationLink } from './invitation-link.tsx';

/** Asks for an address and a role, and gives the link. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['colleagues', 'ui']);
  const [invited, setInvited] = useState<InvitationWithLink>();
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size={480}
      title={invited ? t('invited', { email: invited.email }) : t('invite')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {invited ? <InvitationLink invitation={invited} onClose={onClose} /> : <InviteForm onInvited={setInvited} onClose={onClose} />}
    </Modal>
  );
}

function InviteForm({ onInvited, onClose }: { readonly onInvited: (invited: InvitationWithLink) => void; readonly onClose: () => void }) {
  const { t } = useTranslation(['colleagues', 'ui']);
  const form = useForm({
    schema: createInvitationRequest,
    initial: { email: '', role: 'agent' as Role },
    namespace: 'colleagues',
    submit: async (values) => {
      onInvited(await sendJson('POST', invitationWithLink, '/api/invitations', values));
      void queryClient.invalidateQueries(invitationsQuery);
    },
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <TextInput type="email" label={t('email')} autoComplete="off" data-autofocus {...form.field('email')} />
      <Radio.Group label={t('role')} value={form.values.role} onChange={(role) => form.set('role', role as Role)}>
        <div className={styles.roles}>
          {ROLES.map((role) => (
            <Radio key={role} value={role} label={t(`roles.${role}.name`)} description={t(`roles.${role}.may`)} />
          ))}
        </div>
      </Radio.Group>
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
          {t('send')}
        </Button>
      </div>
    </form>
  );
}
