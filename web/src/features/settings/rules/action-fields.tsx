import type { RuleAction } from '@balie/shared/contracts/rules.ts';
import { RULE_VARIABLES } from '@balie/shared/domain/text-variables.ts';
import { NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../lib/directory.ts';
import { tagsQuery } from '../../../lib/tickets/ticket-queries.ts';
import { Choice } from '../../../ui/choice.tsx';
import { VariableText } from '../variable-text.tsx';
import { AnswerFields } from './answer-fields.tsx';
import styles from './rules.module.css';

const NOBODY = 'nobody';

interface ActionFieldsProps {
  readonly action: RuleAction;
  readonly onChange: (action: RuleAction) => void;
}

/** The rest of the sentence, after what is done. */
export function ActionFields({ action, onChange }: ActionFieldsProps) {
  const { t } = useTranslation('rules');
  const agents = (useQuery(agentsQuery).data ?? []).filter(({ active }) => active);
  const teams = useQuery(teamsQuery).data ?? [];
  const tags = useQuery(tagsQuery).data ?? [];
  const people = agents.map(({ id, name }) => ({ value: id, label: name }));
  switch (action.kind) {
    case 'assign_agent':
      return (
        <Choice
          label={t('sentence.whom')}
          value={action.agentId ?? NOBODY}
          options={[{ value: NOBODY, label: t('nobody') }, ...people]}
          onChange={(id) => onChange({ kind: action.kind, agentId: id === NOBODY ? null : id })}
        />
      );
    case 'notify_agent':
      return (
        <Choice
          label={t('sentence.whom')}
          value={action.agentId}
          options={people}
          onChange={(agentId) => onChange({ kind: action.kind, agentId })}
        />
      );
    case 'assign_team':
      return (
        <Choice
          label={t('sentence.whom')}
          value={action.teamId ?? NOBODY}
          options={[{ value: NOBODY, label: t('noTeam') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(id) => onChange({ kind: action.kind, teamId: id === NOBODY ? null : id })}
        />
      );
    case 'add_tags':
    case 'remove_tags':
      return (
        <TagsInput
          size="sm"
          className={styles.values ?? ''}
          aria-label={t('sentence.whichTags')}
          acceptValueOnBlur
          data={tags.map(({ name }) => name)}
          placeholder={action.tags.length === 0 ? t('example.tags') : ''}
          value={action.tags}
          onChange={(chosen) =>
            onChange({
              kind: action.kind,
              tags: chosen.map((tag) =>
                tag
                  .trim()
                  .toLowerCase()
                  .replaceAll(/[\s,]+/g, '-'),
              ),
            })
          }
        />
      );
    case 'priority':
      return (
        <Choice
          label={t('sentence.to')}
          value={action.to}
          options={(['low', 'normal', 'high', 'urgent'] as const).map((to) => ({ value: to, label: t(`tickets:priority.${to}`) }))}
          onChange={(to) => onChange({ kind: action.kind, to })}
        />
      );
    case 'status':
      return (
        <Choice
          label={t('sentence.to')}
          value={action.to}
          options={(['open', 'pending', 'solved', 'closed', 'spam'] as const).map((to) => ({
            value: to,
            label: t(`tickets:status.${to}`),
          }))}
          onChange={(to) => onChange({ kind: action.kind, to })}
        />
      );
    case 'snooze':
      return <SnoozeFields hours={action.hours} onChange={(hours) => onChange({ kind: action.kind, hours })} />;
    case 'notify':
      return (
        <Choice
          label={t('sentence.whom')}
          value={action.who}
          options={(['assignee', 'team', 'leads'] as const).map((who) => ({ value: who, label: t(`who.${who}`) }))}
          onChange={(who) => onChange({ kind: action.kind, who })}
        />
      );
    case 'webhook':
      return (
        <TextInput
          size="xs"
          type="url"
          className={styles.values ?? ''}
          aria-label={t('sentence.address')}
          value={action.url}
          onChange={(event) => onChange({ kind: action.kind, url: event.currentTarget.value })}
        />
      );
    case 'note':
      return (
        <VariableText
          label={t('do.note')}
          names={RULE_VARIABLES}
          value={action.text}
          onChange={(text) => onChange({ kind: action.kind, text })}
        />
      );
    case 'answer':
      return <AnswerFields answer={action} onChange={onChange} />;
  }
}

function SnoozeFields({ hours, onChange }: { readonly hours: number | null; readonly onChange: (hours: number | null) => void }) {
  const { t } = useTranslation('rules');
  return (
    <>
      <Choice
        label={t('sentence.untilLabel')}
        value={hours === null ? 'opening' : 'hours'}
        options={(['opening', 'hours'] as const).map((until) => ({ value: until, label: t(`until.${until}`) }))}
        onChange={(until) => onChange(until === 'opening' ? null : 24)}
      />
      {hours === null ? null : (
        <span className={styles.number}>
          <NumberInput
            size="xs"
            aria-label={t('sentence.hoursCount')}
            min={1}
            max={8_760}
            allowDecimal={false}
            value={hours}
            onChange={(value) => onChange(Math.min(8_760, Math.max(1, Math.round(Number(value)) || 1)))}
          />
        </span>
      )}
    </>
  );
}
