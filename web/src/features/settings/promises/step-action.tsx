import type { SlaAction } from '@balie/shared/contracts/sla.ts';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../lib/directory.ts';
import { Choice } from '../../../ui/choice.tsx';
import styles from './promises.module.css';

const WHO = ['assignee', 'team', 'leads'] as const;
const HIGHER = ['normal', 'high', 'urgent'] as const;

interface StepActionProps {
  readonly action: SlaAction;
  readonly onChange: (action: SlaAction) => void;
}

/** "tell the leads", "raise the priority to urgent": what is done. */
export function StepAction({ action, onChange }: StepActionProps) {
  const { t } = useTranslation('promises');
  const agents = (useQuery(agentsQuery).data ?? []).filter(({ active }) => active);
  const teams = useQuery(teamsQuery).data ?? [];
  const [firstAgent, firstTeam] = [agents[0]?.id, teams[0]?.id];
  const beginnings: Readonly<Record<SlaAction['kind'], SlaAction | undefined>> = {
    notify: { kind: 'notify', who: 'leads' },
    notify_agent: firstAgent ? { kind: 'notify_agent', agentId: firstAgent } : undefined,
    raise_priority: { kind: 'raise_priority', to: 'urgent' },
    assign_agent: firstAgent ? { kind: 'assign_agent', agentId: firstAgent } : undefined,
    assign_team: firstTeam ? { kind: 'assign_team', teamId: firstTeam } : undefined,
    webhook: { kind: 'webhook', url: 'https://' },
  };
  const kinds = (Object.keys(beginnings) as SlaAction['kind'][]).filter((kind) => beginnings[kind] || kind === action.kind);
  return (
    <>
      <Choice
        label={t('steps.what')}
        value={action.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`steps.action.${kind}`) }))}
        onChange={(kind) => {
          const beginning = beginnings[kind];
          if (beginning) onChange(beginning);
        }}
      />{' '}
      {action.kind === 'notify' ? (
        <Choice
          label={t('steps.whom')}
          value={action.who}
          options={WHO.map((who) => ({ value: who, label: t(`steps.who.${who}`) }))}
          onChange={(who) => onChange({ kind: 'notify', who })}
        />
      ) : null}
      {action.kind === 'notify_agent' || action.kind === 'assign_agent' ? (
        <Choice
          label={t('steps.whom')}
          value={action.agentId}
          options={agents.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(agentId) => onChange({ kind: action.kind, agentId })}
        />
      ) : null}
      {action.kind === 'assign_team' ? (
        <Choice
          label={t('steps.whom')}
          value={action.teamId}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(teamId) => onChange({ kind: 'assign_team', teamId })}
        />
      ) : null}
      {action.kind === 'raise_priority' ? (
        <Choice
          label={t('steps.to')}
          value={action.to}
          options={HIGHER.map((to) => ({ value: to, label: t(`tickets:priority.${to}`).toLocaleLowerCase() }))}
          onChange={(to) => onChange({ kind: 'raise_priority', to })}
        />
      ) : null}
      {action.kind === 'webhook' ? <WebhookAddress url={action.url} onChange={(url) => onChange({ kind: 'webhook', url })} /> : null}
    </>
  );
}

function WebhookAddress({ url, onChange }: { readonly url: string; readonly onChange: (url: string) => void }) {
  const { t } = useTranslation('promises');
  const [text, setText] = useState(url);
  const right = URL.canParse(text) && /^https?:\/\/[^/]/.test(text);
  return (
    <span className={styles.address}>
      <TextInput
        size="xs"
        type="url"
        aria-label={t('steps.address')}
        value={text}
        error={right || text === 'https://' ? undefined : t('steps.addressWrong')}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => {
          if (right && text !== url) onChange(text);
        }}
      />
    </span>
  );
}
