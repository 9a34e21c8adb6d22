import { Combobox, useCombobox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './choice-menu.module.css';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Quiet words behind the label. */
  readonly hint?: string | undefined;
  /** Other words it is found by. */
  readonly keywords?: string | undefined;
}

interface ChoiceMenuProps {
  readonly choices: readonly Choice[];
  readonly selected: readonly string[];
  readonly onChoose: (value: string) => void;
  readonly opened: boolean;
  readonly onOpenedChange: (opened: boolean) => void;
  /** What is looked for: "Zoek een collega". */
  readonly search: string;
  /** Stays open, for choosing several. */
  readonly several?: boolean;
  /** Makes a value of what was typed when no choice is called so; `undefined` when it cannot be one. */
  readonly create?: ((typed: string) => { readonly value: string; readonly label: string } | undefined) | undefined;
  readonly width?: number;
  readonly position?: 'bottom-start' | 'bottom-end';
  /** The control that opens it. */
  readonly children: ReactNode;
}

/** Chooses from a list by a few letters, arrows and Enter. */
export function ChoiceMenu({
  choices,
  selected,
  onChoose,
  opened,
  onOpenedChange,
  search,
  several = false,
  create,
  width = 248,
  position = 'bottom-start',
  children,
}: ChoiceMenuProps) {
  const { t } = useTranslation('ui');
  const [typed, setTyped] = useState('');
  const store = useCombobox({ opened, onOpenedChange });
  const focus = useRef<{ field: HTMLInputElement; before: Element | null }>(undefined);
  // At once, so that no letter that follows the key goes elsewhere; and back to where the hands were.
  const takeFocus = useCallback((field: HTMLInputElement | null) => {
    if (field) {
      focus.current = { field, before: document.activeElement };
      field.focus({ preventScroll: true });
    } else if (focus.current && document.activeElement === focus.current.field) {
      const { before } = focus.current;
      if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
      else focus.current.field.blur();
    }
  }, []);
  const words = typed.trim().toLocaleLowerCase();
  const shown = choices.filter(({ label, keywords = '' }) => `${label} ${keywords}`.toLocaleLowerCase().includes(words));
  const exact = choices.some(({ label, value }) => label.toLocaleLowerCase() === words || value === words);
  const made = words && !exact ? create?.(typed.trim()) : undefined;

  // The store is new on every render
  useEffect(() => {
    if (!opened) return;
    store.updateSelectedOptionIndex('active');
    return () => {
      setTyped('');
      store.resetSelectedOption();
    };
  }, [opened]);
  // Whoever types means the first that is left
  useEffect(() => {
    if (opened && words) store.selectFirstOption();
  }, [opened, words]);

  const choose = (value: string) => {
    onChoose(value);
    if (several) setTyped('');
    else onOpenedChange(false);
  };
  return (
    <Combobox
      store={store}
      onOptionSubmit={choose}
      width={width}
      position={position}
      shadow="md"
      keepMounted={false}
      // A click beside it closes it and does nothing else.
      withOverlay
      overlayProps={{ backgroundOpacity: 0 }}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown ?? '', option: styles.option ?? '', search: styles.search ?? '' }}
    >
      <Combobox.DropdownTarget>
        <span className={styles.anchor}>{children}</span>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onOpenedChange(false);
        }}
      >
        <Combobox.Search
          ref={takeFocus}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || !words) return;
            // The first that is left is marked a moment after it is found; who types fast means it all the same.
            if (document.getElementById(store.listId ?? '')?.querySelector('[data-combobox-selected]')) return;
            const first = shown[0] ?? made;
            if (first) choose(first.value);
          }}
          placeholder={search}
          aria-label={search}
        />
        <Combobox.Options className={styles.options ?? ''} aria-label={search}>
          {shown.map(({ value, label, icon, hint }) => (
            <Combobox.Option key={value} value={value} active={selected.includes(value)} aria-selected={selected.includes(value)}>
              <span className={styles.choice}>
                {icon ? <span className={styles.icon}>{icon}</span> : null}
                <span className={styles.label}>{label}</span>
                {hint ? <span className={styles.hint}>{hint}</span> : null}
                {selected.includes(value) ? <IconCheck size={14} stroke={2} className={styles.check} aria-hidden /> : null}
              </span>
            </Combobox.Option>
          ))}
          {made ? <Combobox.Option value={made.value}>{made.label}</Combobox.Option> : null}
          {shown.length === 0 && !made ? <Combobox.Empty>{t('choice.nothing')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
