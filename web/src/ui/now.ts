import { useEffect, useState, useSyncExternalStore } from 'react';

/** One clock for everything on screen that tells how long ago: it runs only while something looks at it. */
class TickingClock {
  private readonly watchers = new Set<() => void>();
  private now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly everyMs: number) {}

  readonly read = (): number => this.now;

  readonly watch = (changed: () => void): (() => void) => {
    if (this.watchers.size === 0) {
      this.now = Date.now();
      this.timer = setInterval(this.tick, this.everyMs);
      document.addEventListener('visibilitychange', this.tick);
    }
    this.watchers.add(changed);
    return () => {
      this.watchers.delete(changed);
      if (this.watchers.size > 0) return;
      clearInterval(this.timer);
      document.removeEventListener('visibilitychange', this.tick);
    };
  };

  private readonly tick = (): void => {
    this.now = Date.now();
    for (const changed of this.watchers) changed();
  };
}

const calm = new TickingClock(10_000);
const quick = new TickingClock(1_000);

/** Milliseconds since 1970, moving every ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(calm.watch, calm.read);
}

/** Moving every second while `quickly`, for what counts its last seconds. */
export function useNowInSeconds(quickly: boolean): number {
  const clock = quickly ? quick : calm;
  return useSyncExternalStore(clock.watch, clock.read);
}

/** The longest that a timer of the browser can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** True from that moment on, to the millisecond. @param at milliseconds since 1970; null: never */
export function usePassed(at: number | null): boolean {
  const [, again] = useState(0);
  const passed = at !== null && Date.now() >= at;
  useEffect(() => {
    if (at === null || Date.now() >= at) return;
    const timer = setTimeout(() => again((times) => times + 1), Math.min(LONGEST_MS, at - Date.now()));
    return () => clearTimeout(timer);
  });
  return passed;
}
