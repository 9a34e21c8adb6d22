interface Ids {
  readonly tickets?: Iterable<string>;
  readonly messages?: Iterable<string>;
  readonly activities?: Iterable<string>;
  readonly notifications?: Iterable<string>;
}

/** Ids of what consoles have to see anew. */
export class NewsIds {
  readonly tickets = new Set<string>();
  readonly messages = new Set<string>();
  readonly activities = new Set<string>();
  readonly notifications = new Set<string>();

  add(ids: Ids): void {
    for (const kind of ['tickets', 'messages', 'activities', 'notifications'] as const) {
      for (const id of ids[kind] ?? []) this[kind].add(id);
    }
  }
}
