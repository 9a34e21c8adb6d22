import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../keys.tsx';
import styles from './palette.module.css';
import { closePalette } from './palette-state.ts';
import { usePaletteEntries } from './use-palette-entries.ts';

/** Ctrl+K: goes anywhere and does anything by a few letters. Mounted while it is open. */
export function Palette() {
  const { t } = useTranslation('ui');
  const [query, setQuery] = useState('');
  const { groups, searching } = usePaletteEntries(query);
  const combobox = useCombobox({ opened: true });
  const commands = groups.flatMap(([, group]) => group);
  const first = commands[0]?.id;
  useEffect(() => {
    // After the options stand in the page.
    const frame = requestAnimationFrame(() => combobox.selectFirstOption());
    return () => cancelAnimationFrame(frame);
  }, [query, first]);
  const run = (id: string) => {
    closePalette();
    // After the dialog gave the focus back: what runs may want it elsewhere.
    setTimeout(() => commands.find((command) => command.id === id)?.run());
  };
  return (
    <Modal.Root
      opened
      onClose={closePalette}
      size={600}
      yOffset="12dvh"
      padding={0}
      transitionProps={{ duration: 120, transition: 'fade-down' }}
    >
      <Modal.Overlay backgroundOpacity={0.25} />
      <Modal.Content aria-label={t('palette.title')}>
        <Combobox store={combobox} onOptionSubmit={run}>
          <Combobox.EventsTarget>
            <TextInput
              data-autofocus
              size="lg"
              variant="unstyled"
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
              onKeyDown={(event) => {
                // The open list keeps this key from the dialog.
                if (event.key === 'Escape') closePalette();
              }}
              placeholder={t('palette.placeholder')}
              aria-label={t('palette.placeholder')}
              leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
              classNames={{ root: styles.search ?? '', input: styles.input ?? '' }}
            />
          </Combobox.EventsTarget>
          <Combobox.Options className={styles.options ?? ''} tabIndex={0} aria-label={t('palette.title')}>
            {groups.map(([group, list]) => (
              <Combobox.Group key={group} label={group}>
                {list.map((command) => (
                  <Combobox.Option key={command.id} value={command.id} className={styles.option ?? ''}>
                    <span className={styles.label}>
                      {command.label}
                      {command.description ? <span className={styles.description}>{command.description}</span> : null}
                    </span>
                    {command.keys ? <Keys keys={command.keys} /> : null}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
          </Combobox.Options>
          <p role="status" className={styles.status}>
            {commands.length > 0 ? null : searching ? t('palette.searching') : t('palette.nothing')}
          </p>
        </Combobox>
      </Modal.Content>
    </Modal.Root>
  );
}
