import type { Message } from '@balie/shared/contracts/tickets.ts';
import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconCornerUpLeft, IconMoodSmile } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quote } from '../../lib/tickets/quoting.ts';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './message-tools.module.css';
import { useReact } from './use-react.ts';

/** What people mean most. */
const EMOJI = ['👍', '❤️', '😊', '🙏', '🎉', '😢'] as const;

export interface MessageAbilities {
  readonly quotes: boolean;
  readonly reactions: boolean;
}

interface MessageToolsProps {
  readonly message: Message;
  readonly can: MessageAbilities;
  /** It is the customer's newest message: the keys mean this one. */
  readonly isNewest: boolean;
}

/** Answers this very message, or puts a sign to it. */
export function MessageTools({ message, can, isNewest }: MessageToolsProps) {
  const { t } = useTranslation('conversation');
  const react = useReact();
  const [opened, setOpened] = useState(false);
  const mayReact = can.reactions && message.direction === 'inbound' && message.nature === 'personal';
  const mine = message.reactions.find(({ by }) => by === 'us');
  useHotkey({ keys: 'q', label: t('quote.key'), group: t('group'), when: isNewest && can.quotes, run: () => quote(message) });
  useHotkey({ keys: 'y', label: t('react.key'), group: t('group'), when: isNewest && mayReact, run: () => setOpened(true) });
  return (
    <span className={styles.tools} data-opened={opened || undefined}>
      {mayReact ? (
        <Menu opened={opened} onChange={setOpened} position="top" withinPortal trapFocus>
          <Menu.Target>
            <KeyHint label={t('react.open')} {...(isNewest ? { keys: 'y' } : {})}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                className={styles.tool ?? ''}
                aria-label={t('react.open')}
                onClick={() => setOpened(true)}
              >
                <IconMoodSmile size={16} stroke={1.75} />
              </ActionIcon>
            </KeyHint>
          </Menu.Target>
          <Menu.Dropdown className={styles.emoji ?? ''}>
            {EMOJI.map((emoji) => (
              <Menu.Item
                key={emoji}
                className={styles.one ?? ''}
                aria-label={t(mine?.emoji === emoji ? 'react.takeBack' : 'react.with', { emoji })}
                data-mine={mine?.emoji === emoji || undefined}
                onClick={() => react(message, mine?.emoji === emoji ? null : emoji)}
              >
                {emoji}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {can.quotes ? (
        <KeyHint label={t('quote.do')} {...(isNewest ? { keys: 'q' } : {})}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            className={styles.tool ?? ''}
            aria-label={t('quote.do')}
            onClick={() => quote(message)}
          >
            <IconCornerUpLeft size={16} stroke={1.75} />
          </ActionIcon>
        </KeyHint>
      ) : null}
    </span>
  );
}

/** The signs on a message; ours is taken back by a click. */
export function Reactions({ message, mayReply }: { readonly message: Message; readonly mayReply: boolean }) {
  const { t } = useTranslation('conversation');
  const react = useReact();
  if (message.reactions.length === 0) return null;
  const customer = message.direction === 'inbound' ? message.author.name : '';
  return (
    <ul className={styles.reactions} aria-label={t('react.title')}>
      {message.reactions.map(({ by, emoji, state }) => (
        <li key={by}>
          {by === 'us' && mayReply ? (
            <UnstyledButton
              className={styles.reaction}
              data-state={state}
              aria-label={t(state === 'failed' ? 'react.failed' : 'react.takeBack', { emoji })}
              title={t(state === 'failed' ? 'react.failed' : 'react.takeBack', { emoji })}
              onClick={() => react(message, state === 'failed' ? emoji : null)}
            >
              <span aria-hidden>{emoji}</span>
            </UnstyledButton>
          ) : (
            <span
              className={styles.reaction}
              role="img"
              aria-label={t(by === 'us' ? 'react.ours' : 'react.theirs', { emoji, name: customer })}
            >
              {emoji}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
