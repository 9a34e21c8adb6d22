import { type Invitation, type InvitationWithLink, invitationWithLink } from '@balie/shared/contracts/people.ts';
import { Button, Modal } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { send, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { invitationsQuery } from '../settings.queries.ts';
import { InvitationLink } from './invitation-link.tsx';

/** Who was invited and did not come in yet. */
export function PendingInvitations() {
  const { t } = useTranslation(['colleagues', 'ui']);
  const invitations = useQuery(invitationsQuery);
  const [renewed, setRenewed] = useState<InvitationWithLink>();
  if (!invitations.data || invitations.data.length === 0) return null;
  return (
    <Section title={t('pending')} description={t('pendingDescription')}>
      <Card>
        {invitations.data.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} onRenewed={setRenewed} />
        ))}
      </Card>
      <Modal
        opened={renewed !== undefined}
        onClose={() => setRenewed(undefined)}
        centered
        size={480}
        title={t('renewed', { email: renewed?.email })}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {renewed ? <InvitationLink invitation={renewed} onClose={() => setRenewed(undefined)} /> : null}
      </Modal>
    </Section>
  );
}

interface InvitationRowProps {
  readonly invitation: Invitation;
  readonly onRenewed: (renewed: InvitationWithLink) => void;
}

function InvitationRow({ invitation, onRenewed }: InvitationRowProps) {
  const { t } = useTranslation('colleagues');
  const explain = useExplain('colleagues');
  const [asking, setAsking] = useState(false);
  const onError = (error: unknown) => notify.error(explain(error));
  const refresh = () => queryClient.invalidateQueries(invitationsQuery);
  const renew = useMutation({
    mutationFn: () => sendJson('POST', invitationWithLink, `/api/invitations/${invitation.id}/link`),
    onSuccess: (renewed) => {
      onRenewed(renewed);
      return refresh();
    },
    onError,
  });
  const withdraw = useMutation({
    mutationFn: () => send('DELETE', `/api/invitations/${invitation.id}`),
    onSuccess: () => {
      setAsking(false);
      return refresh();
    },
  });
  const expired = Date.parse(invitation.expiresAt) < Date.now();
  return (
    <Setting
      before={<IconMailForward size={22} stroke={1.5} aria-hidden />}
      label={invitation.email}
      hint={
        <Trans
          t={t}
          i18nKey={expired ? 'expired' : 'invitedBy'}
          values={{ name: invitation.invitedBy, role: t(`roles.${invitation.role}.name`).toLowerCase() }}
          components={{ time: <RelativeTime at={invitation.expiresAt} style="long" /> }}
        />
      }
    >
      <Button variant="default" size="compact-sm" loading={renew.isPending} onClick={() => renew.mutate()}>
        {t('renew')}
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setAsking(true)}>
        {t('withdraw')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('withdrawTitle', { email: invitation.email })}
        action={t('withdraw')}
        busy={withdraw.isPending}
        error={withdraw.isError ? explain(withdraw.error) : undefined}
        onConfirm={() => withdraw.mutate()}
      >
        {t('withdrawText')}
      </ConfirmDialog>
    </Setting>
  );
}
