import type { SlaPromise, SlaTerms } from '@balie/shared/contracts/sla.ts';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { DurationInput } from './duration-input.tsx';
import styles from './promises.module.css';
import { PRIORITIES, TARGETS } from './use-policy-summary.ts';

interface TargetsTableProps {
  readonly promises: SlaTerms['promises'];
  readonly onChange: (promises: SlaTerms['promises']) => void;
}

/** What is promised, for each priority. */
export function TargetsTable({ promises, onChange }: TargetsTableProps) {
  const { t } = useTranslation('promises');
  return (
    <table className={styles.targets}>
      <thead>
        <tr>
          <th scope="col">{t('targets.target')}</th>
          {PRIORITIES.map((priority) => (
            <th key={priority} scope="col">
              {t(`tickets:priority.${priority}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {TARGETS.map((target) => {
          const promise = promises[target];
          const set = (changes: Partial<SlaPromise>) => onChange({ ...promises, [target]: { ...promise, ...changes } });
          return (
            <tr key={target}>
              <th scope="row">
                {t(`deadlines:target.${target}`)}
                <span className={styles.rowHint}>{t(`targets.hint.${target}`)}</span>
                <Choice
                  label={t('targets.hours', { target: t(`deadlines:target.${target}`) })}
                  value={promise.hours}
                  options={[
                    { value: 'business', label: t('targets.business'), hint: t('targets.businessHint') },
                    { value: 'calendar', label: t('targets.calendar'), hint: t('targets.calendarHint') },
                  ]}
                  onChange={(hours) => set({ hours })}
                />
              </th>
              {PRIORITIES.map((priority) => (
                <td key={priority} data-priority={t(`tickets:priority.${priority}`)}>
                  <DurationInput
                    label={t('targets.of', {
                      target: t(`deadlines:target.${target}`),
                      priority: t(`tickets:priority.${priority}`).toLocaleLowerCase(),
                    })}
                    seconds={promise.seconds[priority]}
                    onChange={(seconds) => set({ seconds: { ...promise.seconds, [priority]: seconds } })}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
