import { saveTeamRequest, type Team, team as teamSchema } from '@balie/shared/contracts/people.ts';
import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../lib/directory.ts';
import { sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { RemoveTeam } from './remove-team.tsx';
import styles from './teams.module.css';

/** Makes a team, or changes its name and its people. */
export function TeamDialog({ team, onClose }: { readonly team: Team | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation(['teams', 'ui']);
  const agents = useQuery(agentsQuery).data ?? [];
  const [removing, setRemoving] = useState(false);
  const form = useForm({
    schema: saveTeamRequest,
    initial: { name: team?.name ?? '', memberIds: [...(team?.memberIds ?? [])] },
    namespace: 'teams',
    submit: async (values) => {
      await (team ? sendJson('PATCH', teamSchema, `/api/teams/${team.id}`, values) : sendJson('POST', teamSchema, '/api/teams', values));
      await queryClient.invalidateQueries(teamsQuery);
      onClose();
    },
  });
  if (team && removing) return <RemoveTeam team={team} onClose={() => setRemoving(false)} onRemoved={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={team ? t('editThis', { name: team.name }) : t('new')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <TextInput label={t('name')} placeholder={t('nameExample')} data-autofocus maxLength={120} {...form.field('name')} />
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t('members')}</legend>
          <div className={styles.members}>
            {agents
              .filter(({ id, active }) => active || form.values.memberIds.includes(id))
              .map((agent) => (
                <Checkbox
                  key={agent.id}
                  className={styles.member ?? ''}
                  checked={form.values.memberIds.includes(agent.id)}
                  onChange={(event) => {
                    const others = form.values.memberIds.filter((id) => id !== agent.id);
                    form.set('memberIds', event.currentTarget.checked ? [...others, agent.id] : others);
                  }}
                  label={
                    <span className={styles.person}>
                      <Avatar name={agent.name} seed={agent.id} picture={agent.picture} size={22} inactive={!agent.active} />
                      {agent.name}
                    </span>
                  }
                />
              ))}
          </div>
        </fieldset>
        {form.failureText ? (
          <Notice tone="danger" live>
            {form.failureText}
          </Notice>
        ) : null}
        <div className={styles.actions}>
          {team ? (
            <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
              {t('remove')}
            </Button>
          ) : null}
          <span className={styles.spacer} />
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={form.busy}>
            {t(team ? 'save' : 'create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
