import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialog.tsx';
import { Keys } from '../keys.tsx';
import styles from './help-overlay.module.css';
import type { Hotkey } from './registry.ts';
import { useHotkeys } from './use-hotkey.ts';

/** Every key that works on the screen as it stands, by group. */
export function HelpOverlay({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('help.title')} size={720}>
      <Groups />
    </Dialog>
  );
}

/** By itself: while the help is closed nothing listens to which keys come and go. */
function Groups() {
  const { t } = useTranslation('ui');
  const groups = grouped(useHotkeys());
  return (
    <>
      {groups.length === 0 ? <p>{t('help.none')}</p> : null}
      <div className={styles.groups}>
        {groups.map(([group, hotkeys]) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl className={styles.list}>
              {hotkeys.map((hotkey) => (
                <div key={hotkey.label} className={styles.row}>
                  <dt>{hotkey.label}</dt>
                  <dd>
                    {hotkey.keys.map((keys) => (
                      <Keys key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}

function grouped(hotkeys: readonly Hotkey[]): [string, Hotkey[]][] {
  const groups = new Map<string, Map<string, Hotkey>>();
  for (const hotkey of hotkeys) {
    const group = groups.get(hotkey.group) ?? new Map<string, Hotkey>();
    group.set(hotkey.label, hotkey);
    groups.set(hotkey.group, group);
  }
  return [...groups].map(([name, group]) => [name, [...group.values()]]);
}
