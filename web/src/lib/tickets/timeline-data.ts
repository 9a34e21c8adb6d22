import type { Activity, Message, TicketDetail, TimelineItem, TimelinePage } from '@balie/shared/contracts/tickets.ts';

/** Pure changes to a conversation as it is held on screen. */

export function itemId(item: TimelineItem): string {
  return item.kind === 'message' ? item.message.id : item.activity.id;
}

export function itemAt(item: TimelineItem): string {
  return item.kind === 'message' ? item.message.createdAt : item.activity.createdAt;
}

/** Where to read on for what is before `item` still; undefined when the page goes back as far. */
export function cursorTowards(item: TimelineItem, { items: [first], olderCursor }: TimelinePage): string | undefined {
  return first && olderCursor !== null && itemAt(first) > itemAt(item) ? olderCursor : undefined;
}

/** What was read again, joined to what arrived live while the answer was on its way. */
export function joinDetail(known: TicketDetail | undefined, fresh: TicketDetail): TicketDetail {
  if (!known) return fresh;
  const ticket = known.ticket.version > fresh.ticket.version ? { ...fresh.ticket, ...known.ticket } : fresh.ticket;
  return { ...fresh, ticket, timeline: joinTimelines(known.timeline, fresh.timeline) };
}

function joinTimelines(known: TimelinePage, fresh: TimelinePage): TimelinePage {
  const last = fresh.items.at(-1);
  if (!last) return fresh;
  const ids = new Set(fresh.items.map(itemId));
  const newer = known.items.filter((item) => itemAt(item) > itemAt(last) && !ids.has(itemId(item)));
  return { ...fresh, items: [...fresh.items, ...newer] };
}

export function withOlder(detail: TicketDetail, older: TimelinePage): TicketDetail {
  const ids = new Set(detail.timeline.items.map(itemId));
  const items = [...older.items.filter((item) => !ids.has(itemId(item))), ...detail.timeline.items];
  return { ...detail, timeline: { items, olderCursor: older.olderCursor } };
}

/** In its place by time; replaces itself. */
export function withMessage(detail: TicketDetail, message: Message): TicketDetail {
  return withItem(detail, { kind: 'message', message });
}

export function withActivity(detail: TicketDetail, activity: Activity): TicketDetail {
  return withItem(detail, { kind: 'activity', activity });
}

export function withoutItem(detail: TicketDetail, id: string): TicketDetail {
  const items = detail.timeline.items.filter((item) => itemId(item) !== id);
  return { ...detail, timeline: { ...detail.timeline, items } };
}

function withItem(detail: TicketDetail, item: TimelineItem): TicketDetail {
  const { items, olderCursor } = detail.timeline;
  const index = items.findIndex((other) => itemId(other) === itemId(item));
  if (index >= 0) return { ...detail, timeline: { items: items.with(index, item), olderCursor } };
  const place = items.findLastIndex((other) => itemAt(other) <= itemAt(item)) + 1;
  // Older than everything on screen, while there is more to load: it comes with its page.
  if (place === 0 && olderCursor !== null) return detail;
  return { ...detail, timeline: { items: items.toSpliced(place, 0, item), olderCursor } };
}
