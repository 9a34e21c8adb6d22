import type { Clock } from '../clock/clock.ts';

/** Counters are forgotten with their window; this many at once, so that many senders fill no memory. */
const MAX_KEYS = 10_000;

/** Counts per key within windows of time. */
export class RateBrake {
  private readonly counts = new Map<string, { readonly until: number; count: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** @returns false when this one was too many */
  count(key: string): boolean {
    const now = this.clock.now().getTime();
    let window = this.counts.get(key);
    if (!window || window.until <= now) {
      this.counts.delete(key);
      const [oldest] = this.counts.keys();
      if (this.counts.size >= MAX_KEYS && oldest !== undefined) this.counts.delete(oldest);
      window = { until: now + this.windowMs, count: 0 };
      this.counts.set(key, window);
    }
    window.count++;
    return window.count <= this.most;
  }

  isOver(key: string): boolean {
    const window = this.counts.get(key);
    return window !== undefined && window.until > this.clock.now().getTime() && window.count >= this.most;
  }
}
