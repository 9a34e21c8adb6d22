/** A value that can be watched. Watchers hear of changes together, before the browser paints. */
export class Store<State extends object> {
  private readonly watchers = new Set<() => void>();
  private told = true;

  constructor(private state: State) {}

  get(): State {
    return this.state;
  }

  set(change: Partial<State>): void {
    if (!(Object.keys(change) as (keyof State)[]).some((key) => this.state[key] !== change[key])) return;
    this.state = { ...this.state, ...change };
    if (!this.told) return;
    this.told = false;
    queueMicrotask(() => {
      this.told = true;
      for (const hear of this.watchers) hear();
    });
  }

  /** @returns the end of watching */
  watch(hear: () => void): () => void {
    this.watchers.add(hear);
    return () => this.watchers.delete(hear);
  }
}
