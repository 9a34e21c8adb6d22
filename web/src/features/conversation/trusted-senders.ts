import { useMemo, useSyncExternalStore } from 'react';

/** Senders whose pictures always show, remembered in this browser. */
const KEY = 'balie.images-from';
const KEPT = 500;
const watchers = new Set<() => void>();
let senders = read();

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

export function useTrustedSenders(): { has(address: string): boolean; trust(address: string): void } {
  const all = useSyncExternalStore(watch, () => senders);
  return useMemo(
    () => ({
      has: (address) => all.includes(address.toLowerCase()),
      trust: (address) => {
        senders = [...all, address.toLowerCase()].slice(-KEPT);
        localStorage.setItem(KEY, JSON.stringify(senders));
        for (const changed of watchers) changed();
      },
    }),
    [all],
  );
}
