/** Durations in milliseconds. */
export class Durations {
  private readonly values: number[] = [];

  add(milliseconds: number): void {
    this.values.push(milliseconds);
  }

  get count(): number {
    return this.values.length;
  }

  /** The smallest duration that this share of all stays within. @param share in (0, 1] */
  percentile(share: number): number {
    const sorted = this.values.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  }

  /** `p50 3.1 · p95 7.0 · p99 12.4 ms` */
  toString(): string {
    const shown = [50, 95, 99].map((percent) => `p${percent} ${this.percentile(percent / 100).toFixed(1)}`);
    return `${shown.join(' · ')} ms`;
  }
}
