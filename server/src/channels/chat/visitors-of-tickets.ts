import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

/** Which visitor talks in a ticket. */
@Injectable()
export class VisitorsOfTickets {
  /** The one who wrote last; undefined for a ticket without chat. */
  async find(tx: Reader, ticketId: string): Promise<string | undefined> {
    const [row] = await tx.prepared<{ visitorId: string }>(
      `select c.visitor_id as "visitorId" from chat_messages c
        where c.organisation_id = $1 and c.id = (
          select m.external_id::uuid from messages m
           where m.organisation_id = $1 and m.ticket_id = $2 and m.direction = 'inbound' and m.channel_kind = 'chat'
           order by m.created_at desc, m.id desc limit 1)`,
      [tx.organisationId, ticketId],
    );
    return row?.visitorId;
  }
}
