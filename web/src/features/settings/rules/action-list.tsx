import { type RuleAction, type RuleActionKind, ruleAction } from '@balie/shared/contracts/rules.ts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../lib/directory.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Card } from '../../../ui/page.tsx';
import { RemoveButton } from '../editing/remove-button.tsx';
import { useRowFocus } from '../editing/use-row-focus.ts';
import { WebhookSecret } from '../promises/webhook-secret.tsx';
import { ActionFields } from './action-fields.tsx';
import styles from './rules.module.css';

const KINDS = ruleAction.options.map(({ shape }) => shape.kind.value);

interface ActionListProps {
  readonly actions: readonly RuleAction[];
  readonly onChange: (actions: RuleAction[]) => void;
}

/** What is done, one after the other. */
export function ActionList({ actions, onChange }: ActionListProps) {
  const { t } = useTranslation('rules');
  const agents = (useQuery(agentsQuery).data ?? []).filter(({ active }) => active);
  const teams = useQuery(teamsQuery).data ?? [];
  const { list, add, goTo } = useRowFocus<HTMLOListElement>(actions.length);
  const beginning = (kind: RuleActionKind): RuleAction | undefined => beginningOf(kind, agents[0]?.id, teams[0]?.id);
  return (
    <>
      {actions.length > 0 ? (
        <Card>
          <ol ref={list} className={styles.list}>
            {actions.map((action, index) => (
              <li key={index} className={styles.line}>
                <div className={styles.sentence}>
                  <span className={styles.lead}>{t(index === 0 ? 'sentence.then' : 'and')}</span>{' '}
                  <Choice
                    label={t('sentence.actionLabel')}
                    value={action.kind}
                    options={KINDS.filter((kind) => beginning(kind) || kind === action.kind).map((kind) => ({
                      value: kind,
                      label: t(`do.${kind}`),
                    }))}
                    onChange={(kind) => {
                      const next = beginning(kind);
                      if (next) onChange(actions.with(index, next));
                    }}
                  />{' '}
                  <ActionFields action={action} onChange={(changed) => onChange(actions.with(index, changed))} />
                </div>
                <RemoveButton
                  label={t('sentence.removeAction')}
                  onRemove={() => {
                    goTo(index);
                    onChange(actions.toSpliced(index, 1));
                  }}
                />
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      <div>
        <Button
          ref={add}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            goTo(actions.length);
            onChange([...actions, { kind: 'add_tags', tags: [] }]);
          }}
          disabled={actions.length >= 20}
        >
          {t('sentence.addAction')}
        </Button>
      </div>
      {actions.some(({ kind }) => kind === 'webhook') ? <WebhookSecret /> : null}
    </>
  );
}

/** Undefined: there is nobody for it. */
function beginningOf(kind: RuleActionKind, agentId: string | undefined, teamId: string | undefined): RuleAction | undefined {
  switch (kind) {
    case 'assign_agent':
      return { kind, agentId: null };
    case 'assign_team':
      return teamId ? { kind, teamId } : undefined;
    case 'add_tags':
    case 'remove_tags':
      return { kind, tags: [] };
    case 'priority':
      return { kind, to: 'high' };
    case 'status':
      return { kind, to: 'solved' };
    case 'snooze':
      return { kind, hours: null };
    case 'note':
      return { kind, text: '' };
    case 'answer':
      return { kind, text: { nl: '', en: '' }, once: 'day' };
    case 'webhook':
      return { kind, url: 'https://' };
    case 'notify':
      return { kind, who: 'leads' };
    case 'notify_agent':
      return agentId ? { kind, agentId } : undefined;
  }
}
