/** A statement, ready to be said. */
export interface Said {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** How rows of one kind are written; several in one statement cost little more than one. */
export interface RowsWrite<Row> {
  /** What refers to rows of another kind has a higher rank than that. */
  readonly rank: number;
  /** The texts must come from a small set, whatever the rows: each is taken apart and planned once per connection. */
  readonly statements: (rows: readonly Row[]) => readonly Said[];
}

/** Rows that were said, and not sent yet. */
export class GatheredRows {
  private readonly kinds = new Map<RowsWrite<never>, unknown[]>();

  add<Row>(kind: RowsWrite<Row>, row: Row): void {
    const rows = this.kinds.get(kind);
    if (rows) rows.push(row);
    else this.kinds.set(kind, [row]);
  }

  /** All that was gathered, in the order in which it is to be written. */
  take(): Said[] {
    if (this.kinds.size === 0) return [];
    const kinds = [...this.kinds].sort(([one], [other]) => one.rank - other.rank);
    this.kinds.clear();
    return kinds.flatMap(([kind, rows]) => kind.statements(rows as never));
  }
}

/** As few groups as there may be in which no key stands twice, each row after those that were before it. */
export function apart<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups: Row[][] = [];
  const counts = new Map<string, number>();
  for (const row of rows) {
    const times = counts.get(keyOf(row)) ?? 0;
    counts.set(keyOf(row), times + 1);
    const group = groups[times];
    if (group) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** Groups of 32, 16, 8, 4, 2 and 1: statements with a list of values differ by how many there are. */
export function inPowers<Row>(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let [rest, size] = [rows, LARGEST];
  while (rest.length > 0) {
    if (rest.length < size) {
      size /= 2;
      continue;
    }
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return groups;
}

const LARGEST = 32;

/** `($1, $3, $4), ($1, $5, $6)`: parameters that all rows share, and those of each. @param row makes the text of one from the names of its own */
export function valuesOf(shared: number, width: number, count: number, row: (own: (position: number) => string) => string): string {
  return Array.from({ length: count }, (_, index) => row((position) => `$${shared + index * width + position}`)).join(', ');
}
