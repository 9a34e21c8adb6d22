import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { Notification } from '@balie/shared/contracts/notifications.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NOTIFICATION_COLUMNS, NOTIFICATION_TABLES, type NotificationRecord, toNotification } from './notification-row.ts';

const marker = z.tuple([z.iso.datetime(), z.uuid()]);
/** Beyond it "a hundred" is all that is told. */
const UNREAD_CAP = 100;

/** What an agent was told, newest first. */
@Injectable()
export class NotificationList {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws {InvalidCursor} */
  async page(agentId: string, query: PageQuery): Promise<{ items: Notification[]; nextCursor: string | null; unread: number }> {
    const [at, id] = query.cursor === undefined ? [null, null] : decodeCursor(query.cursor, marker);
    const [records, unread] = await this.unitOfWork.read(async (tx) => {
      const found = await tx.query<NotificationRecord>(
        `select ${NOTIFICATION_COLUMNS} from ${NOTIFICATION_TABLES}
          where n.organisation_id = $1 and n.agent_id = $2
            and ($3::timestamptz is null or (n.created_at, n.id) < ($3::timestamptz, $4::uuid))
          order by n.created_at desc, n.id desc limit $5`,
        [tx.organisationId, agentId, at, id, query.limit + 1],
      );
      const [counted] = await tx.query<{ count: number }>(
        `select count(*)::int as count from (
           select from notifications where organisation_id = $1 and agent_id = $2 and read_at is null limit ${UNREAD_CAP}) as counted`,
        [tx.organisationId, agentId],
      );
      return [found, counted?.count ?? 0] as const;
    });
    return { ...toPage(records, query.limit, toNotification, (record) => [record.created_at.toISOString(), record.id]), unread };
  }
}
