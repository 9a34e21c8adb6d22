/** So many messages in one transaction at most: a provider's call that comes meanwhile waits no longer than that takes. */
const MOST = 32;

/**
 * Gathers what may be taken in together: in one transaction nothing comes before anything else, so none of them has a lane
 * that another one has.
 */
export class IntakeBatch<Item> {
  private items: Item[] = [];
  private lanes = new Set<string>();

  /** @param take begins to take in what was gathered */
  constructor(private readonly take: (items: readonly Item[], lanes: readonly string[]) => Promise<void>) {}

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  async add(item: Item, lanes: readonly string[]): Promise<void> {
    if (this.items.length >= MOST || lanes.some((lane) => this.lanes.has(lane))) await this.flush();
    this.items.push(item);
    for (const lane of lanes) this.lanes.add(lane);
  }

  /** What comes next stays behind what was gathered so far. */
  async flush(): Promise<void> {
    const [items, lanes] = [this.items, this.lanes];
    if (items.length === 0) return;
    this.items = [];
    this.lanes = new Set();
    await this.take(items, [...lanes]);
  }
}
