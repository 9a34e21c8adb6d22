import type { SlaAction, SlaStep } from '@balie/shared/contracts/sla.ts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { Card } from '../../../ui/page.tsx';
import { RemoveButton } from '../editing/remove-button.tsx';
import { useRowFocus } from '../editing/use-row-focus.ts';
import { DurationInput } from './duration-input.tsx';
import styles from './promises.module.css';
import { StepAction } from './step-action.tsx';
import { TARGETS } from './use-policy-summary.ts';
import { WebhookSecret } from './webhook-secret.tsx';

const MINUTE = 60;
const EVERY = 'every';

interface StepsEditorProps {
  readonly steps: readonly SlaStep[];
  readonly onChange: (steps: SlaStep[]) => void;
}

/** What happens when a deadline comes near, is over, or is over for longer: sentences with words to choose. */
export function StepsEditor({ steps, onChange }: StepsEditorProps) {
  const { t } = useTranslation('promises');
  const { list, add, goTo } = useRowFocus<HTMLOListElement>(steps.length);
  const addStep = () => {
    goTo(steps.length);
    onChange([...steps, { when: { kind: 'breached' }, targets: [], action: { kind: 'notify', who: 'leads' } satisfies SlaAction }]);
  };
  return (
    <>
      {steps.length > 0 ? (
        <Card>
          <ol ref={list} className={styles.list}>
            {steps.map((step, index) => (
              <li key={index} className={styles.step}>
                <div className={styles.sentence}>
                  <When step={step} onChange={(changed) => onChange(steps.with(index, changed))} />
                  <StepAction action={step.action} onChange={(action) => onChange(steps.with(index, { ...step, action }))} />
                </div>
                <RemoveButton
                  label={t('steps.remove')}
                  onRemove={() => {
                    goTo(index);
                    onChange(steps.toSpliced(index, 1));
                  }}
                />
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      <div>
        <Button ref={add} variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={addStep}>
          {t('steps.add')}
        </Button>
      </div>
      {steps.some(({ action }) => action.kind === 'webhook') ? <WebhookSecret /> : null}
    </>
  );
}

function When({ step, onChange }: { readonly step: SlaStep; readonly onChange: (step: SlaStep) => void }) {
  const { t } = useTranslation('promises');
  const { when, targets } = step;
  const target = targets.length === 1 && targets[0] ? targets[0] : EVERY;
  return (
    <>
      {t('steps.when')}{' '}
      <Choice
        label={t('steps.of')}
        value={target}
        options={[
          { value: EVERY, label: t('steps.every') },
          ...TARGETS.map((one) => ({ value: one, label: t(`deadlines:target.${one}`).toLocaleLowerCase() })),
        ]}
        onChange={(chosen) => onChange({ ...step, targets: chosen === EVERY ? [] : [chosen] })}
      />{' '}
      <Choice
        label={t('steps.moment')}
        value={when.kind}
        options={(['warned', 'breached', 'overdue'] as const).map((kind) => ({ value: kind, label: t(`steps.${kind}`) }))}
        onChange={(kind) => onChange({ ...step, when: kind === 'overdue' ? { kind, minutes: 60 } : { kind } })}
      />
      {when.kind === 'overdue' ? (
        <span className={styles.inline}>
          <DurationInput
            label={t('steps.longer')}
            seconds={when.minutes * MINUTE}
            onChange={(seconds) =>
              onChange({ ...step, when: { kind: 'overdue', minutes: Math.max(1, Math.round((seconds ?? MINUTE) / MINUTE)) } })
            }
          />
        </span>
      ) : null}
      {': '}
    </>
  );
}
