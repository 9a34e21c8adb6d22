interface Ids {
  readonly tickets?: Iterable<string>;
  readonly messages?: Iterable<string>;
  /** The ticket of these messages and activities, where all are of one. */
  readonly of?: string;
  readonly activities?: Iterable<string>;
  readonly notifications?: Iterable<string>;
}

/** Ids of what consoles have to see anew. */
export class NewsIds {
  readonly tickets = new Set<string>();
  readonly messages = new Set<string>();
  readonly activities = new Set<string>();
  readonly notifications = new Set<string>();
  /** Of messages and activities, where it is known. */
  readonly ticketOf = new Map<string, string>();

  add(ids: Ids): void {
    for (const kind of ['tickets', 'messages', 'activities', 'notifications'] as const) {
      for (const id of ids[kind] ?? []) {
        this[kind].add(id);
        if (ids.of !== undefined) this.ticketOf.set(id, ids.of);
      }
    }
  }
}
