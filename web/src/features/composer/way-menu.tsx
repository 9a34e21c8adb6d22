import type { Contact } from '@balie/shared/contracts/contacts.ts';
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelName } from '../../lib/tickets/names.ts';
import { ChannelIcon } from '../../lib/tickets/status-icon.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './composer.module.css';
import { shownAs } from './shown-as.ts';
import type { Way } from './ways.ts';

interface WayMenuProps {
  readonly contact: Contact;
  readonly ways: readonly Way[];
  readonly chosen: Way;
  readonly onChoose: (way: Way) => void;
}

/** By which channel the answer goes, where there is a choice. */
export function WayMenu({ contact, ways, chosen, onChoose }: WayMenuProps) {
  const { t } = useTranslation('composer');
  const nameOf = useChannelName();
  const [open, setOpen] = useState(false);
  const choice = ways.length > 1;
  useHotkey({ keys: 'v', label: t('chooseWay'), group: t('group'), when: choice, run: () => setOpen(true) });
  if (!choice) return null;
  const name = ({ account }: Way) => {
    const kind = nameOf(account.kind);
    return ways.some((other) => other.account.kind === account.kind && other.account.id !== account.id)
      ? `${kind} · ${account.name}`
      : kind;
  };
  return (
    <Menu opened={open} onChange={setOpen} position="top-end" width="max-content">
      <Menu.Target>
        <UnstyledButton className={styles.wayMenu} aria-label={t('chosenWay', { channel: name(chosen) })}>
          <KeyHint label={t('chooseWay')} keys="v" position="top">
            <span className={styles.wayMenuInside}>
              <ChannelIcon kind={chosen.account.kind} size={15} />
              <IconChevronDown size={13} stroke={1.75} aria-hidden />
            </span>
          </KeyHint>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.wayDropdown ?? ''}>
        <Menu.Label>{t('answerBy')}</Menu.Label>
        <Menu.RadioGroup
          value={chosen.account.id}
          onChange={(id) => {
            const way = ways.find(({ account }) => account.id === id);
            if (way && way !== chosen) onChoose(way);
          }}
        >
          {ways.map((way) => (
            <Menu.RadioItem key={way.account.id} value={way.account.id} closeMenuOnClick>
              <span className={styles.wayOption}>
                <ChannelIcon kind={way.account.kind} size={16} />
                <span>
                  {name(way)}
                  <span className={styles.wayOptionTo}>
                    {t('wayFromTo', { to: receiverOf(way, contact) ?? t('tickets:nobody'), from: way.account.shownAddress })}
                  </span>
                </span>
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function receiverOf({ recipients: { to } }: Way, contact: Contact): string | undefined {
  return to[0] && shownAs(to[0], contact);
}
