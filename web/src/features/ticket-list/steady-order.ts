import type { PersonalRow, TicketRow } from '@balie/shared/contracts/tickets.ts';

/** A row on screen. `left`: it no longer belongs here, and stays faded until the list may move again. */
export interface ListEntry<Row extends PersonalRow = PersonalRow> {
  readonly row: Row;
  readonly left: boolean;
}

export interface SteadyList<Row extends PersonalRow = PersonalRow> {
  readonly entries: readonly ListEntry<Row>[];
  /** Rows that want to come in. */
  readonly waiting: number;
}

export function freshOrder<Row extends PersonalRow>(wanted: readonly Row[]): SteadyList<Row> {
  return { entries: wanted.map((row) => ({ row, left: false })), waiting: 0 };
}

/**
 * The list as it may stand while somebody reads or points at it: nothing changes its place. Rows change in place, rows
 * that left stay faded, as they were heard last (`heard`), arrivals wait. Two things do happen: further pages follow at
 * the end, and what this agent moved goes, or comes back, at once (`ownMove`).
 */
export function steadyOrder<Row extends PersonalRow>(
  shown: readonly ListEntry<Row>[],
  wanted: readonly Row[],
  { ownMove, heard }: { ownMove: (id: string) => boolean; heard: (id: string) => TicketRow | undefined },
): SteadyList<Row> {
  const wantedById = new Map(wanted.map((row) => [row.id, row]));
  const entries: ListEntry<Row>[] = [];
  for (const entry of shown) {
    const row = wantedById.get(entry.row.id);
    if (row) entries.push({ row, left: false });
    else if (!ownMove(entry.row.id)) entries.push({ row: { ...entry.row, ...heard(entry.row.id) }, left: true });
  }
  const standing = new Set(entries.map(({ row }) => row.id));
  const lastStanding = wanted.findLastIndex((row) => standing.has(row.id));
  let waiting = 0;
  wanted.forEach((row, index) => {
    if (standing.has(row.id)) return;
    if (index > lastStanding) entries.push({ row, left: false });
    else if (ownMove(row.id)) entries.splice(placeBehind(entries, wanted[index - 1]), 0, { row, left: false });
    else waiting += 1;
  });
  return { entries, waiting };
}

function placeBehind(entries: readonly ListEntry[], neighbour: PersonalRow | undefined): number {
  return neighbour ? entries.findIndex(({ row }) => row.id === neighbour.id) + 1 : 0;
}
