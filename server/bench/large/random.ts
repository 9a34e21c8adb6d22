/** The same numbers on every run (mulberry32), so that a seeded database is the same everywhere. */
export class Random {
  constructor(private state: number) {}

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` up to and including `high`. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  /** Prefers the first items, the way words and customers are spread in real life (Zipf). */
  pickSkewed<T>(items: readonly T[]): T {
    const item = items[Math.floor(items.length ** this.next()) - 1];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  /** A time-ordered id (version 7) of that moment. */
  id(at: number): string {
    const time = Math.max(0, at).toString(16).padStart(12, '0');
    const hex = (digits: number) =>
      Math.floor(this.next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[this.between(0, 3)]}${hex(3)}-${hex(6)}${hex(6)}`;
  }
}
