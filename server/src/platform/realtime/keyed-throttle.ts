/** Runs work at most once per interval and key: at once when it was quiet, else once at the end of the interval. */
export class KeyedThrottle {
  private readonly waiting = new Map<string, { timer: NodeJS.Timeout; work: (() => void) | undefined }>();

  constructor(private readonly intervalMs: number) {}

  /** Of several pieces of work for one key within an interval, the last one runs. */
  run(key: string, work: () => void): void {
    const slot = this.waiting.get(key);
    if (slot) {
      slot.work = work;
      return;
    }
    this.open(key);
    work();
  }

  /** Runs at once and begins a new interval; what waited is dropped. */
  runNow(key: string, work: () => void): void {
    clearTimeout(this.waiting.get(key)?.timer);
    this.open(key);
    work();
  }

  /** Runs what waits and forgets the rest. */
  flush(): void {
    const slots = [...this.waiting.values()];
    this.waiting.clear();
    for (const { timer, work } of slots) {
      clearTimeout(timer);
      work?.();
    }
  }

  private open(key: string): void {
    const timer = setTimeout(() => {
      const slot = this.waiting.get(key);
      this.waiting.delete(key);
      if (slot?.work) this.run(key, slot.work);
    }, this.intervalMs);
    timer.unref();
    this.waiting.set(key, { timer, work: undefined });
  }
}
