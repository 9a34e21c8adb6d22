import { useEffect, useRef, useSyncExternalStore } from 'react';
import { addHotkey, currentHotkeys, type Hotkey, watchHotkeys } from './registry.ts';

export interface HotkeyOptions {
  readonly keys: string | readonly string[];
  readonly label: string;
  readonly group: string;
  readonly run: (event: KeyboardEvent | undefined) => void;
  /** Off while false; true when absent. */
  readonly when?: boolean;
  readonly whileTyping?: boolean;
  readonly inDialogs?: boolean;
  readonly hidden?: boolean;
}

/** A key that works while the component is shown. It stands in the help (`?`) and, unless hidden, in the palette (Ctrl+K). */
export function useHotkey(options: HotkeyOptions): void {
  const { label, group, when = true, whileTyping = false, inDialogs = false, hidden = false } = options;
  const keys = typeof options.keys === 'string' ? options.keys : options.keys.join('\n');
  const run = useRef(options.run);
  useEffect(() => {
    run.current = options.run;
  });
  useEffect(() => {
    if (!when) return;
    return addHotkey({ keys: keys.split('\n'), label, group, whileTyping, inDialogs, hidden, run: (event) => run.current(event) });
  }, [keys, label, group, when, whileTyping, inDialogs, hidden]);
}

/** Every key that works now. */
export function useHotkeys(): readonly Hotkey[] {
  return useSyncExternalStore(watchHotkeys, currentHotkeys);
}
