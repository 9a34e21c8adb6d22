interface Running {
  readonly keys: ReadonlySet<string>;
  readonly end: Promise<void>;
}

/** Runs pieces of work: those that share a key one after the other, in the order they were given; others side by side. */
export class RelatedLanes {
  private readonly running = new Set<Running>();

  /** @param atOnce so many at most */
  constructor(private readonly atOnce: number) {}

  /**
   * Resolves when the work has begun. Call it again only then.
   * @param work must not reject
   */
  async begin(keys: readonly string[], work: () => Promise<void>): Promise<void> {
    for (;;) {
      const related = [...this.running].filter((other) => keys.some((key) => other.keys.has(key)));
      if (related.length > 0) await Promise.all(related.map(({ end }) => end));
      else if (this.running.size >= this.atOnce) await Promise.race([...this.running].map(({ end }) => end));
      else break;
    }
    const running: Running = { keys: new Set(keys), end: work().finally(() => this.running.delete(running)) };
    this.running.add(running);
  }

  /** Resolves when all that has begun has ended. */
  async end(): Promise<void> {
    await Promise.all([...this.running].map(({ end }) => end));
  }
}
