import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../lib/directory.ts';
import { useAllowed } from '../../../lib/me.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useCommand } from '../../../ui/hotkeys/commands.ts';
import { Card, Page, Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { ColleagueRow } from './colleague-row.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PendingInvitations } from './pending-invitations.tsx';

/** Who works here, what they may do, and who is on the way in. */
export function ColleaguesPage() {
  const { t } = useTranslation('colleagues');
  const agents = useQuery(agentsQuery);
  const manages = useAllowed('agents:manage');
  const [inviting, invitingIs] = useDisclosure(false);
  useTitle(t('title'));
  useCommand({ id: 'invite', label: t('invite'), group: t('title'), run: invitingIs.open, when: manages });
  const active = agents.data?.filter((agent) => agent.active) ?? [];
  const inactive = agents.data?.filter((agent) => !agent.active) ?? [];
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        manages ? (
          <Button leftSection={<IconUserPlus size={16} stroke={1.75} />} onClick={invitingIs.open}>
            {t('invite')}
          </Button>
        ) : null
      }
    >
      {agents.isPending ? <SkeletonRows count={4} /> : null}
      {agents.isError ? <ErrorState error={agents.error} onRetry={() => void agents.refetch()} /> : null}
      {active.length > 0 ? (
        <Section>
          <Card>
            {active.map((agent) => (
              <ColleagueRow key={agent.id} agent={agent} />
            ))}
          </Card>
        </Section>
      ) : null}
      {manages ? <PendingInvitations /> : null}
      {inactive.length > 0 ? (
        <Section title={t('inactive')} description={t('inactiveDescription')}>
          <Card>
            {inactive.map((agent) => (
              <ColleagueRow key={agent.id} agent={agent} />
            ))}
          </Card>
        </Section>
      ) : null}
      {inviting ? <InviteDialog onClose={invitingIs.close} /> : null}
    </Page>
  );
}
