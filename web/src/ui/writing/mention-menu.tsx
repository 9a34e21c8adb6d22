import { Paper, Portal, UnstyledButton } from '@mantine/core';
import { useViewportSize } from '@mantine/hooks';
import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../avatar.tsx';
import styles from './mention-menu.module.css';

export interface Person {
  readonly id: string;
  readonly label: string;
  /** Beside the label, for what is no person. */
  readonly hint?: string | undefined;
  /** Other words it is found by. */
  readonly keywords?: string | undefined;
}

interface MenuState {
  readonly people: readonly Person[];
  readonly index: number;
  /** Where the sign stands, as the screen is now. */
  rect(): DOMRect | undefined;
  choose(person: Person): void;
}

export interface Mentions {
  /** Undefined where nobody can be mentioned. */
  readonly suggestion: Pick<SuggestionOptions, 'items' | 'render'> | undefined;
  readonly menu: MenuState | undefined;
}

const SHOWN = 6;
/** Of its style sheet; it stays on the screen where the sign stands at its edge. */
const WIDEST = 320;

/** Offers what is found by the letters after a sign: people after an `@`, say. */
export function useMentions(people: readonly Person[] | undefined): Mentions {
  const [menu, setMenu] = useState<MenuState>();
  const now = useRef({ people, menu });
  now.current = { people, menu };
  const possible = people !== undefined;
  const suggestion = useMemo((): Mentions['suggestion'] => {
    if (!possible) return undefined;
    const show = ({ items, command, clientRect }: SuggestionProps<Person, Person>) =>
      setMenu({ people: items, index: 0, rect: () => clientRect?.() ?? undefined, choose: command });
    return {
      items: ({ query }) => {
        const words = query.toLocaleLowerCase();
        return (now.current.people ?? [])
          .filter(({ label, keywords = '' }) => `${label} ${keywords}`.toLocaleLowerCase().includes(words))
          .toSorted((one, other) => Number(startsWith(other, words)) - Number(startsWith(one, words)))
          .slice(0, SHOWN);
      },
      render: () => ({
        onStart: show,
        onUpdate: show,
        onExit: () => setMenu(undefined),
        onKeyDown: ({ event }) => {
          const open = now.current.menu;
          if (!open || open.people.length === 0) return false;
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            setMenu({ ...open, index: (open.index + step + open.people.length) % open.people.length });
            return true;
          }
          const person = open.people[open.index];
          if ((event.key !== 'Enter' && event.key !== 'Tab') || !person || event.ctrlKey || event.metaKey) return false;
          open.choose(person);
          return true;
        },
      }),
    };
  }, [possible]);
  return { suggestion, menu };
}

/** Who types the very shortcut means that. */
function startsWith({ keywords = '' }: Person, words: string): boolean {
  return words !== '' && keywords.startsWith(words);
}

interface MentionMenuProps {
  readonly mentions: Mentions;
  /** What is offered are words, not people. */
  readonly snippets?: boolean;
}

export function MentionMenu({ mentions: { menu }, snippets = false }: MentionMenuProps) {
  const { t } = useTranslation('writing');
  // A screen that is turned, or a keyboard that comes up, moves the text.
  useViewportSize();
  const rect = menu?.rect();
  if (!menu || !rect || menu.people.length === 0) return null;
  const below = rect.bottom + 240 < window.innerHeight;
  const place = below ? { top: rect.bottom + 4 } : { bottom: window.innerHeight - rect.top + 4 };
  return (
    <Portal>
      <Paper
        className={styles.menu ?? ''}
        style={{ left: `min(${rect.left}px, 100vw - ${WIDEST + 8}px)`, ...place }}
        role="listbox"
        aria-label={t(snippets ? 'snippet' : 'mention')}
      >
        {menu.people.map((person, index) => (
          <UnstyledButton
            key={person.id}
            role="option"
            aria-selected={index === menu.index}
            className={styles.person}
            // Keeps the cursor in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => menu.choose(person)}
          >
            {snippets ? null : <Avatar name={person.label} seed={person.id} size={20} />}
            <span className={styles.label}>{person.label}</span>
            {person.hint ? <span className={styles.hint}>{person.hint}</span> : null}
          </UnstyledButton>
        ))}
      </Paper>
    </Portal>
  );
}
