import type { TimelineItem, TimelinePage } from '@balie/shared/contracts/tickets.ts';
import { z } from 'zod';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { ACTIVITY_COLUMNS, type ActivityRecord, toActivity } from './activity-row.ts';
import { MESSAGE_COLUMNS, type MessageRecord, toMessage } from './message-row.ts';

const TIMELINE_PAGE = 30;
const marker = z.tuple([z.iso.datetime(), z.uuid()]);

interface Entry {
  readonly at: Date;
  readonly id: string;
  readonly item: TimelineItem;
}

/**
 * Messages and what happened, merged by time. Two queries, each walking its own index; replies that were undone are not
 * part of the story.
 * @param before cursor of an earlier page; the newest items without it
 * @throws {InvalidCursor}
 */
export async function readTimeline(tx: Reader, ticketId: string, before?: string): Promise<TimelinePage> {
  const [at, id] = before === undefined ? [null, null] : decodeCursor(before, marker);
  const limit = TIMELINE_PAGE + 1;
  const parameters = [tx.organisationId, ticketId, at, id];
  const [messages, activities] = await Promise.all([
    tx.prepared<MessageRecord>(
      `select ${MESSAGE_COLUMNS} from messages m
      where m.organisation_id = $1 and m.ticket_id = $2 and m.delivery_state <> 'undone'
        and ($3::timestamptz is null or (m.created_at, m.id) < ($3::timestamptz, $4::uuid))
      order by m.created_at desc, m.id desc limit ${limit}`,
      parameters,
    ),
    tx.prepared<ActivityRecord>(
      `select ${ACTIVITY_COLUMNS} from activities v
      where v.organisation_id = $1 and v.ticket_id = $2
        and ($3::timestamptz is null or (v.created_at, v.id) < ($3::timestamptz, $4::uuid))
      order by v.created_at desc, v.id desc limit ${limit}`,
      parameters,
    ),
  ]);
  const entries: Entry[] = [
    ...messages.map((record) => ({ at: record.created_at, id: record.id, item: { kind: 'message' as const, message: toMessage(record) } })),
    ...activities.map((record) => ({
      at: record.created_at,
      id: record.id,
      item: { kind: 'activity' as const, activity: toActivity(record) },
    })),
  ].sort(newestFirst);
  const shown = entries.slice(0, TIMELINE_PAGE);
  const oldest = shown.at(-1);
  return {
    items: shown.toReversed().map((entry) => entry.item),
    olderCursor: entries.length > TIMELINE_PAGE && oldest ? encodeCursor([oldest.at.toISOString(), oldest.id]) : null,
  };
}

/** As the database orders them: by time, then by the characters of the id. */
function newestFirst(a: Entry, b: Entry): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
}
