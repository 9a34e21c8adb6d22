import type { RuleTrigger } from '@balie/shared/contracts/rules.ts';
import { Button, TagsInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { tagsQuery } from '../../../lib/tickets/ticket-queries.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Card } from '../../../ui/page.tsx';
import { RemoveButton } from '../editing/remove-button.tsx';
import { useRowFocus } from '../editing/use-row-focus.ts';
import { DurationInput } from '../promises/duration-input.tsx';
import styles from './rules.module.css';

const KINDS = [
  'created',
  'message_in',
  'message_out',
  'status_changed',
  'assigned',
  'priority_changed',
  'tag_added',
  'call_missed',
  'sla_warned',
  'sla_breached',
  'time_passed',
] as const;
const SINCE = ['created', 'customer_waits', 'we_answered', 'status'] as const;
const MINUTE = 60;

interface TriggerListProps {
  readonly when: readonly RuleTrigger[];
  readonly onChange: (when: RuleTrigger[]) => void;
}

/** What sets the rule off: any of them. */
export function TriggerList({ when, onChange }: TriggerListProps) {
  const { t } = useTranslation('rules');
  const { list, add, goTo } = useRowFocus<HTMLOListElement>(when.length);
  return (
    <>
      <Card>
        <ol ref={list} className={styles.list}>
          {when.map((trigger, index) => (
            <li key={index} className={styles.line}>
              <div className={styles.sentence}>
                <span className={styles.lead}>{t(index === 0 ? 'sentence.when' : 'or')}</span>{' '}
                <TriggerFields trigger={trigger} onChange={(changed) => onChange(when.with(index, changed))} />
              </div>
              {when.length > 1 ? (
                <RemoveButton
                  label={t('sentence.removeWhen')}
                  onRemove={() => {
                    goTo(index);
                    onChange(when.toSpliced(index, 1));
                  }}
                />
              ) : null}
            </li>
          ))}
        </ol>
      </Card>
      <div>
        <Button
          ref={add}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            goTo(when.length);
            onChange([...when, { kind: 'message_in' }]);
          }}
          disabled={when.length >= 10}
        >
          {t('sentence.addWhen')}
        </Button>
      </div>
    </>
  );
}

function TriggerFields({ trigger, onChange }: { readonly trigger: RuleTrigger; readonly onChange: (trigger: RuleTrigger) => void }) {
  const { t } = useTranslation('rules');
  const tags = useQuery(tagsQuery).data ?? [];
  return (
    <>
      <Choice
        label={t('sentence.whenLabel')}
        value={trigger.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(`when.${kind}`) }))}
        onChange={(kind) => onChange(beginning(kind))}
      />
      {trigger.kind === 'tag_added' ? (
        <TagsInput
          size="sm"
          className={styles.values ?? ''}
          aria-label={t('sentence.whichTags')}
          placeholder={trigger.tags.length === 0 ? t('sentence.anyTag') : ''}
          data={tags.map(({ name }) => name)}
          value={trigger.tags}
          onChange={(chosen) => onChange({ kind: 'tag_added', tags: chosen })}
        />
      ) : null}
      {trigger.kind === 'time_passed' ? (
        <>
          <span className={styles.duration}>
            <DurationInput
              label={t('sentence.howLong')}
              seconds={trigger.minutes * MINUTE}
              onChange={(seconds) => onChange({ ...trigger, minutes: Math.max(1, Math.round((seconds ?? MINUTE) / MINUTE)) })}
            />
          </span>{' '}
          {t('sentence.since')}{' '}
          <Choice
            label={t('sentence.sinceLabel')}
            value={trigger.since}
            options={SINCE.map((since) => ({ value: since, label: t(`since.${since}`) }))}
            onChange={(since) => onChange({ ...trigger, since })}
          />
          {', '}
          <Choice
            label={t('sentence.hoursLabel')}
            value={trigger.hours}
            options={(['calendar', 'business'] as const).map((hours) => ({ value: hours, label: t(`counts.${hours}`) }))}
            onChange={(hours) => onChange({ ...trigger, hours })}
          />
        </>
      ) : null}
    </>
  );
}

function beginning(kind: RuleTrigger['kind']): RuleTrigger {
  if (kind === 'tag_added') return { kind, tags: [] };
  return kind === 'time_passed' ? { kind, since: 'we_answered', minutes: 1_440, hours: 'calendar' } : { kind };
}
