import { useSyncExternalStore } from 'react';

/** One clock for everything on screen that tells how long ago: it runs only while something looks at it. */
const TICK_MS = 10_000;
const watchers = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const changed of watchers) changed();
}

function subscribe(changed: () => void): () => void {
  if (watchers.size === 0) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
  }
  watchers.add(changed);
  return () => {
    watchers.delete(changed);
    if (watchers.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** Milliseconds since 1970, moving every ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
