import { Tooltip, type TooltipProps } from '@mantine/core';
import styles from './key-hint.module.css';
import { Keys } from './keys.tsx';

interface KeyHintProps {
  readonly label: string;
  /** As given to `useHotkey`; left out when the action has no key. */
  readonly keys?: string | undefined;
  readonly position?: TooltipProps['position'] | undefined;
  readonly disabled?: boolean;
  /** One element that takes a ref. */
  readonly children: React.ReactElement;
}

/** What a control does, with its key. Every icon without words wears one. */
export function KeyHint({ label, keys, position = 'bottom', disabled = false, children }: KeyHintProps) {
  const hint = (
    <span className={styles.hint}>
      {label}
      {keys ? <Keys keys={keys} /> : null}
    </span>
  );
  return (
    <Tooltip label={hint} position={position} openDelay={350} disabled={disabled} classNames={{ tooltip: styles.tooltip ?? '' }}>
      {children}
    </Tooltip>
  );
}
