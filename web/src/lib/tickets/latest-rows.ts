import type { PersonalRow, TicketRow } from '@balie/shared/contracts/tickets.ts';
import { belongsToView, compareInView } from '@balie/shared/domain/ticket-views.ts';
import type { TicketList } from './ticket-list.ts';

/**
 * Rows as the live connection told them last. A list that was being read meanwhile may hold older ones: what was heard
 * wins over what was read. Bounded, so that a day of events leaves no more than this behind.
 */
const KEPT = 500;
const heard = new Map<string, { row: TicketRow; at: number }>();

export function remember(row: TicketRow): void {
  // Of two processes the slower one may tell of what was before.
  if ((heard.get(row.id)?.row.version ?? 0) > row.version) return;
  heard.delete(row.id);
  heard.set(row.id, { row, at: performance.now() });
  if (heard.size > KEPT) heard.delete(heard.keys().next().value ?? '');
}

/** A ticket as it was heard last, also when no list holds it any more. */
export function heardRow(id: string): TicketRow | undefined {
  return heard.get(id)?.row;
}

interface Page {
  items: PersonalRow[];
  nextCursor: string | null;
}

/**
 * A page as it is by now. `since`: when reading began; rows heard later are put in, where the page is the first one.
 */
export function latestOf(list: TicketList, agentId: string, page: Page, read: { since: number; isFirst: boolean }): Page {
  const belongs = (row: TicketRow) => belongsToView(list.view, row, agentId) && (!list.shopId || row.shopId === list.shopId);
  let items = page.items
    .map((item) => {
      const newer = heard.get(item.id)?.row;
      return newer && newer.version > item.version ? { ...item, ...newer } : item;
    })
    .filter(belongs);
  if (read.isFirst) {
    const known = new Set(items.map((item) => item.id));
    const last = page.nextCursor === null ? undefined : items.at(-1);
    for (const { row, at } of heard.values()) {
      if (at < read.since || known.has(row.id) || !belongs(row)) continue;
      if (last && compareInView(list.sort, row, last) > 0) continue;
      items = [...items, { ...row, readAt: null, hasDraft: false }];
    }
    items = items.sort((a, b) => compareInView(list.sort, a, b));
  }
  return { items, nextCursor: page.nextCursor };
}
