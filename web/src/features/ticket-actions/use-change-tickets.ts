import { type BulkUpdateRequest, bulkUpdateResult, type TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import { type TicketRow, ticketRow } from '@balie/shared/contracts/tickets.ts';
import { useMemo } from 'react';
import { ApiError, sendJson } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';
import { applyTicket, cachedTicket, shiftCounts } from '../../lib/tickets/ticket-cache.ts';
import { applyChanges, expectedOf, undoChanges } from '../../lib/tickets/ticket-changes.ts';
import { ticketKeys } from '../../lib/tickets/ticket-queries.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { offerUndo } from '../../ui/undo.ts';
import { askAnyway } from './ask-anyway.tsx';
import { useChangeWords } from './use-change-words.ts';

export type ChangeTickets = (ids: readonly string[], changes: TicketChanges) => void;

/**
 * Changes tickets: on screen at once, at the server next, with an undo. A refusal puts everything back and says so; a
 * lost race says what the tickets are by now and offers to do it all the same.
 */
export function useChangeTickets(): ChangeTickets {
  const words = useChangeWords();
  const explain = useExplain('ticket-actions');
  return useMemo(() => {
    const change = (ids: readonly string[], changes: TicketChanges, options: ChangeOptions = {}) => {
      const before = ids.map((id) => cachedTicket(id) ?? options.known?.find((row) => row.id === id)).filter((row) => row !== undefined);
      const sole = ids.length === 1 ? before[0] : undefined;
      for (const row of before) show(row, applyChanges(row, changes));
      const anyway = options.anyway === true;
      const saving = sole ? saveOne(sole, changes, anyway) : saveMany(ids, before, changes, anyway);
      const askForLost = (lost: readonly TicketRow[]) => {
        const lostIds = lost.map(({ id }) => id);
        askAnyway(words.conflict(lost, changes), words.anyway, () => change(lostIds, changes, { anyway: true, known: lost }));
      };
      const putBack = (error: unknown) => {
        for (const row of before) takeBack(row, changes);
        const now = sole && currentOf(sole, error);
        if (now) askForLost([now]);
        else notify.error(words.failed(before, explain(error)));
      };
      const offer = (rows: readonly TicketRow[]) =>
        options.quiet || rows.length === 0
          ? () => undefined
          : offerUndo(words.done(rows, changes), () => {
              // Only what was saved can be undone: wait for it.
              saving.then(
                ({ undo }) => undoAll(undo),
                () => undefined,
              );
            });
      const withdraw = offer(before);
      saving.then(
        ({ overtaken }) => {
          if (overtaken.length === 0) return;
          withdraw();
          const lost = new Set(overtaken.map(({ id }) => id));
          for (const row of before.filter(({ id }) => lost.has(id))) takeBack(row, changes);
          for (const row of overtaken) applyTicket(row);
          offer(before.filter(({ id }) => !lost.has(id)));
          askForLost(overtaken);
        },
        (error: unknown) => {
          withdraw();
          putBack(error);
        },
      );
    };
    const undoAll = (undo: Undo[]) => {
      for (const { ids, changes } of grouped(undo)) change(ids, changes, { anyway: true, quiet: true });
    };
    return (ids, changes) => change(ids, changes);
  }, [words, explain]);
}

interface ChangeOptions {
  /** Whatever colleagues did meanwhile. */
  readonly anyway?: boolean;
  /** Without the offer of an undo. */
  readonly quiet?: boolean;
  /** Rows that may have left the lists. */
  readonly known?: readonly TicketRow[];
}

type Undo = { readonly id: string; readonly changes: TicketChanges };
interface Saved {
  readonly undo: Undo[];
  /** As colleagues left them meanwhile; nothing was done to them. */
  readonly overtaken: TicketRow[];
}

async function saveOne(row: TicketRow, changes: TicketChanges, anyway: boolean): Promise<Saved> {
  const expected = anyway ? {} : expectedOf(row, changes);
  applyTicket(await sendJson('PATCH', ticketRow, `/api/tickets/${row.id}`, { changes, expected }));
  return { undo: [{ id: row.id, changes: undoChanges(row, changes) }], overtaken: [] };
}

async function saveMany(ids: readonly string[], before: readonly TicketRow[], changes: TicketChanges, anyway: boolean): Promise<Saved> {
  const seen = new Map(anyway ? [] : before.map((row) => [row.id, expectedOf(row, changes)]));
  const saved: Saved = { undo: [], overtaken: [] };
  // As many at once as the server takes.
  for (let start = 0; start < ids.length; start += 200) {
    const some = ids.slice(start, start + 200);
    const expected = Object.fromEntries(some.map((id) => [id, seen.get(id) ?? {}]));
    const part = { ids: some, changes, expected } satisfies BulkUpdateRequest;
    const result = await sendJson('POST', bulkUpdateResult, '/api/tickets/bulk', part);
    for (const row of result.updated) applyTicket(row);
    saved.undo.push(...result.undo);
    saved.overtaken.push(...result.overtaken);
  }
  return saved;
}

function show(before: TicketRow, after: TicketRow): void {
  applyTicket(after, true);
  shiftCounts(before, after);
}

/** Unless somebody changed the ticket meanwhile: then what is on screen is theirs. */
function takeBack(before: TicketRow, changes: TicketChanges): void {
  const now = cachedTicket(before.id);
  if (!now || now.version === before.version) applyTicket(before, true);
  shiftCounts(applyChanges(before, changes), before);
  void queryClient.invalidateQueries({ queryKey: ticketKeys.counts });
}

/** The ticket as a colleague left it, after a lost race. */
function currentOf(before: TicketRow, error: unknown): TicketRow | undefined {
  if (!(error instanceof ApiError) || error.code !== 'ticket_changed') return undefined;
  const current = ticketRow.partial().safeParse(error.problem.meta?.['current']).data;
  return current && { ...before, ...(cachedTicket(before.id) ?? {}), ...known(current) };
}

/** JSON leaves out what it does not tell. */
function known(values: { [K in keyof TicketRow]?: TicketRow[K] | undefined }): Partial<TicketRow> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Tickets that go back to the same values travel together. */
function grouped(undo: readonly Undo[]): { ids: string[]; changes: TicketChanges }[] {
  const groups = new Map<string, { ids: string[]; changes: TicketChanges }>();
  for (const { id, changes } of undo) {
    const key = JSON.stringify(changes);
    const group = groups.get(key) ?? { ids: [], changes };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ changes }) => Object.keys(changes).length > 0);
}
