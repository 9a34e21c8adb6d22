import { ActionIcon, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconTextPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutGaps } from '../../lib/macros/fill-macro.ts';
import { type Command, useCommands } from '../../ui/hotkeys/commands.ts';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './composer.module.css';
import type { MacroUse } from './use-macros.ts';

interface MacroPickerProps {
  readonly macros: MacroUse;
  readonly onChoose: (id: string) => void;
}

/** Finds a macro by a few letters, by a button, by `;` outside the text, and from the palette. */
export function MacroPicker({ macros, onChoose }: MacroPickerProps) {
  const { t } = useTranslation('composer');
  const [opened, setOpened] = useState(false);
  const now = useRef(onChoose);
  useEffect(() => {
    now.current = onChoose;
  });
  useHotkey({ keys: ';', label: t('macro.choose'), group: t('group'), run: () => setOpened(true) });
  const commands = useMemo<readonly Command[]>(
    () =>
      macros.list.map(({ id, name, shortcut, folder }) => ({
        id: `macro.${id}`,
        label: name,
        description: shortcut ? `;${shortcut}` : undefined,
        group: t('macro.group'),
        keywords: `${t('macro.one')} ${shortcut ?? ''} ${folder}`,
        run: () => now.current(id),
      })),
    [macros.list, t],
  );
  useCommands(commands);
  const choose = (id: string) => {
    setOpened(false);
    onChoose(id);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" withinPortal shadow="md" width={380} trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          className={styles.tool ?? ''}
          aria-label={t('macro.choose')}
          onClick={() => setOpened((before) => !before)}
        >
          <KeyHint label={t('macro.choose')} keys=";" position="top">
            <span className={styles.pickerIcon}>
              <IconTextPlus size={16} stroke={1.75} aria-hidden />
            </span>
          </KeyHint>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.picker ?? ''}>
        <Picker macros={macros} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Picker({ macros, onChoose }: MacroPickerProps) {
  const { t } = useTranslation('composer');
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const list = useId();
  const letters = query.trim().toLocaleLowerCase().replace(/^;/, '');
  const found = macros.list.filter(({ name, shortcut, folder, text }) =>
    [name, shortcut ?? '', folder, text.nl, text.en].some((one) => one.toLocaleLowerCase().includes(letters)),
  );
  const steer = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setIndex((index + step + found.length) % found.length);
    }
    const chosen = found[index];
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      onChoose(chosen.id);
    }
  };
  if (macros.list.length === 0) return <p className={styles.pickerNone}>{t('macro.none')}</p>;
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        {...(found[index] ? { 'aria-activedescendant': `${list}-${index}` } : {})}
        aria-label={t('macro.search')}
        placeholder={t('macro.search')}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={steer}
      />
      <div id={list} role="listbox" aria-label={t('macro.group')} className={styles.pickerList}>
        {found.map(({ id, name, shortcut, folder, text }, place) => (
          <UnstyledButton
            key={id}
            id={`${list}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === index}
            className={styles.pickerOption}
            ref={place === index ? intoView : null}
            onClick={() => onChoose(id)}
          >
            <span className={styles.pickerName}>
              {name}
              <span className={styles.pickerHint}>{shortcut ? `;${shortcut}` : folder}</span>
            </span>
            <span className={styles.pickerText}>{withoutGaps(text.nl || text.en) || t('macro.onlyChanges')}</span>
          </UnstyledButton>
        ))}
      </div>
      {found.length === 0 ? <p className={styles.pickerNone}>{t('macro.notFound')}</p> : null}
    </>
  );
}

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });
