import { useSyncExternalStore } from 'react';
import { keepEarlyKeys, takeEarlyKeys } from './early-keys.ts';

/** Whether the palette stands open; kept apart from the palette, so that its code loads at the first use. */
const watchers = new Set<() => void>();
let opened = false;

function set(next: boolean): void {
  opened = next;
  for (const changed of watchers) changed();
}

export function openPalette(): void {
  if (!opened) keepEarlyKeys(closePalette);
  set(true);
}
export function closePalette(): void {
  takeEarlyKeys();
  set(false);
}
export function usePaletteOpened(): boolean {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => opened,
  );
}
