import type { SlaTerms } from '@balie/shared/contracts/sla.ts';
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card, Setting } from '../../../ui/page.tsx';
import styles from './promises.module.css';

type Pauses = SlaTerms['pauses'];
const CLOCKS = ['response', 'resolution'] as const;
const STATUSES = ['pending', 'snoozed'] as const;

/** In which statuses each clock stands still. */
export function PauseFields({ pauses, onChange }: { readonly pauses: Pauses; readonly onChange: (pauses: Pauses) => void }) {
  const { t } = useTranslation('promises');
  return (
    <Card>
      {CLOCKS.map((clock) => (
        <Setting key={clock} label={t(`pauses.${clock}`)} hint={t(`pauses.${clock}Hint`)}>
          <span className={styles.switches}>
            {STATUSES.map((status) => (
              <Switch
                key={status}
                label={t(`pauses.${status}`)}
                aria-label={`${t(`pauses.${clock}`)}: ${t(`pauses.${status}`)}`}
                checked={pauses[clock][status]}
                onChange={(event) => onChange({ ...pauses, [clock]: { ...pauses[clock], [status]: event.currentTarget.checked } })}
              />
            ))}
          </span>
        </Setting>
      ))}
    </Card>
  );
}
