import type { Activity, Message, PersonalRow, TimelineItem } from '@balie/shared/contracts/tickets.ts';

export type TimelineBlock =
  | { readonly kind: 'message'; readonly id: string; readonly message: Message }
  /** What happened between two messages, oldest first; never empty. */
  | { readonly kind: 'activities'; readonly id: string; readonly activities: readonly Activity[] };

/** Messages as they stand, and everything that happened between two of them as one block. */
export function timelineBlocks(items: readonly TimelineItem[]): TimelineBlock[] {
  const blocks: TimelineBlock[] = [];
  let between: Activity[] = [];
  const close = () => {
    const [first] = between;
    if (first) blocks.push({ kind: 'activities', id: first.id, activities: between });
    between = [];
  };
  for (const item of items) {
    if (item.kind === 'activity') {
      // That a ticket began shows in its first message.
      if (item.activity.type !== 'created' || item.activity.agentId) between.push(item.activity);
      continue;
    }
    close();
    blocks.push({ kind: 'message', id: item.message.id, message: item.message });
  }
  close();
  return blocks;
}

/** The customer's first message that this agent has not read; undefined when all is read. */
export function firstUnread(items: readonly TimelineItem[], readAt: PersonalRow['readAt']): string | undefined {
  for (const item of items) {
    if (item.kind !== 'message' || item.message.direction !== 'inbound') continue;
    if (readAt === null || item.message.arrivedAt > readAt) return item.message.id;
  }
  return undefined;
}
