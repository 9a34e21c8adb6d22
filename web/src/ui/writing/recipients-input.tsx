import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../avatar.tsx';
import { type Address, isAddress, parseAddresses } from './addresses.ts';
import styles from './recipients-input.module.css';

interface RecipientsInputProps {
  readonly label: string;
  readonly value: readonly Address[];
  readonly onChange: (value: Address[]) => void;
  /** People that fit what is typed. */
  readonly suggestions: readonly Address[];
  readonly onQuery: (typed: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
}

/** Addresses as chips: typed, pasted by many, or chosen from who is known. */
export function RecipientsInput({ label, value, onChange, suggestions, onQuery, ref, autoFocus = false }: RecipientsInputProps) {
  const { t } = useTranslation('writing');
  const [typed, setTyped] = useState('');
  const store = useCombobox();
  const known = new Set(value.map(({ address }) => address.toLowerCase()));
  const offered = typed.trim() ? suggestions.filter(({ address }) => !known.has(address.toLowerCase())) : [];

  const type = (next: string) => {
    setTyped(next);
    onQuery(next);
    store.openDropdown();
    store.updateSelectedOptionIndex(0);
  };
  const add = (addresses: readonly Address[]) => {
    const fresh = addresses.filter(({ address }) => !known.has(address.toLowerCase()));
    if (fresh.length > 0) onChange([...value, ...fresh]);
    setTyped('');
    store.closeDropdown();
  };
  const addTyped = () => {
    if (typed.trim()) add(parseAddresses(typed));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1));
    if (event.key === 'Escape' && store.dropdownOpened && offered.length > 0) {
      event.stopPropagation();
      store.closeDropdown();
    }
    const chosen = store.getSelectedOptionIndex() >= 0 && offered.length > 0 && store.dropdownOpened;
    if (event.key === 'Enter' && !chosen && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      addTyped();
    }
    if ((event.key === ',' || event.key === ';' || (event.key === ' ' && isAddress(typed.trim()))) && typed.trim()) {
      event.preventDefault();
      addTyped();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (!/[,;\n]|@/.test(pasted)) return;
    event.preventDefault();
    add(parseAddresses(pasted));
  };
  return (
    <div className={styles.recipients}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      <Combobox
        store={store}
        position="bottom-start"
        width={320}
        onOptionSubmit={(address) => add(offered.filter((one) => one.address === address))}
        classNames={{ dropdown: styles.dropdown ?? '', option: styles.option ?? '' }}
      >
        <Combobox.DropdownTarget>
          <PillsInput variant="unstyled" className={styles.input ?? ''} size="xs">
            <Pill.Group className={styles.pills ?? ''}>
              {value.map(({ address, name }) => (
                <Pill
                  key={address}
                  withRemoveButton
                  removeButtonProps={{ 'aria-label': t('removeAddress', { address }), 'aria-hidden': false, tabIndex: 0 }}
                  onRemove={() => onChange(value.filter((one) => one.address !== address))}
                  className={styles.pill ?? ''}
                  data-invalid={!isAddress(address) || undefined}
                  title={address}
                >
                  {name || address}
                </Pill>
              ))}
              <Combobox.EventsTarget>
                <PillsInput.Field
                  ref={ref}
                  autoFocus={autoFocus}
                  value={typed}
                  aria-label={label}
                  onChange={(event) => type(event.currentTarget.value)}
                  onKeyDown={onKeyDown}
                  onPaste={onPaste}
                  onBlur={() => {
                    store.closeDropdown();
                    addTyped();
                  }}
                />
              </Combobox.EventsTarget>
            </Pill.Group>
          </PillsInput>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown hidden={offered.length === 0}>
          <Combobox.Options>
            {offered.slice(0, 6).map(({ address, name }) => (
              <Combobox.Option key={address} value={address}>
                <span className={styles.person}>
                  <Avatar name={name || address} size={22} />
                  <span className={styles.words}>
                    <span>{name || address}</span>
                    {name ? <span className={styles.address}>{address}</span> : null}
                  </span>
                </span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
