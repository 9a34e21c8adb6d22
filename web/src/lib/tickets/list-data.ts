import type { PersonalRow, TicketRow } from '@balie/shared/contracts/tickets.ts';
import { belongsToView, compareInView } from '@balie/shared/domain/ticket-views.ts';
import type { TicketList } from './ticket-list.ts';

export interface RowPage<Row extends PersonalRow = PersonalRow> {
  readonly items: Row[];
  readonly nextCursor: string | null;
}
export interface RowPages<Row extends PersonalRow = PersonalRow> {
  readonly pages: RowPage<Row>[];
  readonly pageParams: unknown[];
}

/** What only this agent knows of a ticket. */
export type Personal = Pick<PersonalRow, 'readAt' | 'hasDraft'>;

/**
 * A list after one ticket changed: its row replaced, moved, taken in or let out. A row that is older than the one shown
 * changes nothing, unless `force` (an own change, shown before the server answered).
 */
export function withTicket(
  data: RowPages,
  row: TicketRow,
  context: { list: TicketList; agentId: string; personal: Personal; force?: boolean },
): RowPages {
  const { list } = context;
  const shown = findRow(data, row.id);
  if (shown && !context.force && shown.version >= row.version) return data;
  const belongs = belongsToView(list.view, row, context.agentId) && (!list.shopId || row.shopId === list.shopId);
  if (!belongs) return shown ? withoutRow(data, row.id) : data;
  const next: PersonalRow = { ...row, ...(shown ? { readAt: shown.readAt, hasDraft: shown.hasDraft } : context.personal) };
  if (shown && compareInView(list.sort, shown, next) === 0) return replaceRow(data, row.id, () => next);
  return insertRow(shown ? withoutRow(data, row.id) : data, next, list);
}

/** Beyond the last row that was loaded it comes with its own page. */
function insertRow(data: RowPages, row: PersonalRow, list: TicketList): RowPages {
  const after = (page: RowPage) => page.items.findIndex((item) => compareInView(list.sort, row, item) < 0);
  for (const [index, page] of data.pages.entries()) {
    const place = after(page);
    if (place >= 0) return withPage(data, index, { ...page, items: page.items.toSpliced(place, 0, row) });
  }
  const last = data.pages.at(-1);
  if (!last || last.nextCursor !== null) return data;
  return withPage(data, data.pages.length - 1, { ...last, items: [...last.items, row] });
}

export function findRow<Row extends PersonalRow>(data: RowPages<Row>, id: string): Row | undefined {
  for (const page of data.pages) {
    const found = page.items.find((item) => item.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Changes a row where it stands. */
export function replaceRow<Row extends PersonalRow>(data: RowPages<Row>, id: string, change: (row: Row) => Row): RowPages<Row> {
  const index = data.pages.findIndex((page) => page.items.some((item) => item.id === id));
  const page = data.pages[index];
  if (!page) return data;
  return withPage(data, index, { ...page, items: page.items.map((item) => (item.id === id ? change(item) : item)) });
}

function withoutRow(data: RowPages, id: string): RowPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== id) })) };
}

function withPage<Row extends PersonalRow>(data: RowPages<Row>, index: number, page: RowPage<Row>): RowPages<Row> {
  return { ...data, pages: data.pages.with(index, page) };
}
