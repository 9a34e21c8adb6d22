import type { Agent, UpdateAgentRequest } from '@balie/shared/contracts/people.ts';
import { agent as agentSchema } from '@balie/shared/contracts/people.ts';
import { ROLES } from '@balie/shared/domain/permissions.ts';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconUserOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../lib/directory.ts';
import { sendJson } from '../../../lib/http.ts';
import { useAllowed, useMe } from '../../../lib/me.ts';
import { queryClient } from '../../../lib/query.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Setting } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import styles from './colleagues.module.css';

/** One colleague; an owner changes the role or closes the account, and may take it back. */
export function ColleagueRow({ agent }: { readonly agent: Agent }) {
  const { t } = useTranslation('colleagues');
  const me = useMe();
  const manages = useAllowed('agents:manage');
  const update = useUpdateAgent(agent.id);
  const itsMe = agent.id === me.agent.id;
  // Not in a callback of `mutate`: the row moves to another list meanwhile, and those end with the row.
  const setActive = async (active: boolean) => {
    const done = await update.mutateAsync({ active }).catch(() => undefined);
    if (done && !active) notify.undo(t('deactivated', { name: agent.name }), () => update.mutate({ active: true }));
  };
  return (
    <Setting
      before={<Avatar name={agent.name} seed={agent.id} picture={agent.picture} size={36} inactive={!agent.active} />}
      label={
        <>
          {agent.name}
          {itsMe ? <span className={styles.you}> {t('you')}</span> : null}
        </>
      }
      hint={
        <>
          {agent.email}
          {agent.lastSeenAt && !itsMe ? (
            <>
              {' · '}
              <Trans t={t} i18nKey="lastSeen" components={{ time: <RelativeTime at={agent.lastSeenAt} style="long" /> }} />
            </>
          ) : null}
        </>
      }
    >
      {agent.active ? (
        <Choice
          label={t('roleOf', { name: agent.name })}
          value={agent.role}
          disabled={!manages}
          options={ROLES.map((role) => ({ value: role, label: t(`roles.${role}.name`), hint: t(`roles.${role}.may`) }))}
          onChange={(role) => update.mutate({ role })}
        />
      ) : null}
      {manages && !agent.active ? (
        <Button variant="default" size="compact-sm" loading={update.isPending} onClick={() => void setActive(true)}>
          {t('activate')}
        </Button>
      ) : null}
      {manages && agent.active && !itsMe ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('more', { name: agent.name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconUserOff size={16} stroke={1.75} />} onClick={() => void setActive(false)}>
              {t('deactivate')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Setting>
  );
}

function useUpdateAgent(id: string) {
  const explain = useExplain('colleagues');
  const put = (changed: Agent) =>
    queryClient.setQueryData(agentsQuery.queryKey, (known) => known?.map((other) => (other.id === id ? changed : other)));
  return useMutation({
    mutationFn: (changes: UpdateAgentRequest) => sendJson('PATCH', agentSchema, `/api/agents/${id}`, changes),
    onMutate: ({ name, role, active }) => {
      const before = queryClient.getQueryData(agentsQuery.queryKey)?.find((agent) => agent.id === id);
      if (before) put({ ...before, name: name ?? before.name, role: role ?? before.role, active: active ?? before.active });
      return { before };
    },
    onSuccess: put,
    onError: (error, _changes, context) => {
      if (context?.before) put(context.before);
      notify.error(explain(error));
    },
  });
}
