import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from './commands.ts';
import { takeEarlyKeys } from './early-keys.ts';
import styles from './palette.module.css';
import { PaletteOptions } from './palette-options.tsx';
import { closePalette } from './palette-state.ts';
import { usePaletteEntries } from './use-palette-entries.ts';

/** Ctrl+K: goes anywhere and does anything by a few letters. Mounted while it is open. */
export function Palette() {
  const { t } = useTranslation('ui');
  const [query, setQuery] = useState('');
  const { groups, searching } = usePaletteEntries(query);
  const commands = groups.flatMap(([, group]) => group);
  const [chosen, setChosen] = useState<string>();
  // What was chosen stays so while more is found; what is gone leaves the choice to the first.
  const active = commands.find(({ id }) => id === chosen) ?? commands[0];
  const listId = useId();
  const optionId = (command: Command) => `${listId}-${command.id.replaceAll(/[^\w-]/gu, '_')}`;
  const activeId = active && optionId(active);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const run = (command: Command | undefined) => {
    if (!command) return;
    closePalette();
    // After the dialog gave the focus back: what runs may want it elsewhere.
    setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && active) {
      event.preventDefault();
      const next = (commands.indexOf(active) + step + commands.length) % commands.length;
      setChosen(commands[next]?.id);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(active);
    }
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
        <TextInput
          data-autofocus
          size="lg"
          variant="unstyled"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(undefined);
          }}
          onFocus={() => {
            const early = takeEarlyKeys();
            setQuery((before) => before + early);
          }}
          onKeyDown={onKeyDown}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.placeholder')}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          classNames={{ root: styles.search ?? '', input: styles.input ?? '' }}
        />
        <PaletteOptions id={listId} groups={groups} activeId={activeId} optionId={optionId} onPoint={setChosen} onRun={run} />
        <p role="status" className={styles.status}>
          {commands.length > 0 ? null : searching ? t('palette.searching') : t('palette.nothing')}
        </p>
      </Modal.Content>
    </Modal.Root>
  );
}
