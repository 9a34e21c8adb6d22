import { useTranslation } from 'react-i18next';
import { Keys } from '../keys.tsx';
import type { Command } from './commands.ts';
import styles from './palette.module.css';
import type { PaletteEntries } from './use-palette-entries.ts';

interface PaletteOptionsProps {
  readonly id: string;
  readonly groups: PaletteEntries['groups'];
  readonly activeId: string | undefined;
  readonly optionId: (command: Command) => string;
  readonly onPoint: (id: string) => void;
  readonly onRun: (command: Command) => void;
}

/** The list under the palette's field. The focus stays in the field, which names the chosen option. */
export function PaletteOptions({ id, groups, activeId, optionId, onPoint, onRun }: PaletteOptionsProps) {
  const { t } = useTranslation('ui');
  return (
    <div id={id} role="listbox" aria-label={t('palette.title')} tabIndex={0} className={styles.options}>
      {groups.map(([group, commands]) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset does not belong in a list of options
        <div key={group} role="group" aria-label={group}>
          <div className={styles.group} aria-hidden>
            {group}
          </div>
          {commands.map((command) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above hears the keys
            <div
              key={command.id}
              id={optionId(command)}
              role="option"
              tabIndex={-1}
              aria-selected={optionId(command) === activeId}
              className={styles.option}
              onMouseMove={() => onPoint(command.id)}
              onClick={() => onRun(command)}
            >
              <span className={styles.label}>
                {command.label}
                {command.description ? <span className={styles.description}>{command.description}</span> : null}
              </span>
              {command.keys ? <Keys keys={command.keys} /> : null}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
