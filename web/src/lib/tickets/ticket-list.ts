import type { ViewId, ViewSort } from '@balie/shared/contracts/tickets.ts';

/** A list on screen: a view, how it is sorted, and one shop or all. */
export interface TicketList {
  readonly view: ViewId;
  readonly sort: ViewSort;
  readonly shopId: string | undefined;
}
