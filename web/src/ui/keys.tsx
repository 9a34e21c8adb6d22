import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import styles from './keys.module.css';
import { IS_MAC } from './platform.ts';

const NAMES: Record<string, string> = {
  mod: IS_MAC ? '⌘' : 'Ctrl',
  ctrl: 'Ctrl',
  alt: IS_MAC ? '⌥' : 'Alt',
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  ' ': '␣',
};

/** `mod+Enter` as it stands on this keyboard: `Ctrl` `↵`. A space parts keys that are pressed one after the other: `g i`. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((chord, index) => (
        <Fragment key={index}>
          {chord.split(/\+(?=.)/u).map((part) => (
            <Kbd key={part} size="xs" className={styles.key ?? ''}>
              {NAMES[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part)}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
