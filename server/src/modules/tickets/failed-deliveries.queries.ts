import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { Message, PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { MESSAGE_COLUMNS, type MessageRecord, toMessage } from './message-row.ts';
import { type PersonalRecord, personalRows, toPersonalRow } from './personal-row.ts';

const marker = z.tuple([z.iso.datetime(), z.uuid()]);

interface FailedDelivery {
  readonly ticket: PersonalRow;
  readonly message: Message;
}

/** Replies that did not arrive and wait for a person, newest first; each with its ticket. */
@Injectable()
export class FailedDeliveries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws {InvalidCursor} */
  async page(agentId: string, query: PageQuery): Promise<{ items: FailedDelivery[]; nextCursor: string | null }> {
    const [at, id] = query.cursor === undefined ? [null, null] : decodeCursor(query.cursor, marker);
    return this.unitOfWork.read(async (tx) => {
      const messages = await tx.query<MessageRecord>(
        `select ${MESSAGE_COLUMNS} from messages m
          where m.organisation_id = $1 and m.delivery_state = 'failed'
            and ($2::timestamptz is null or (m.created_at, m.id) < ($2::timestamptz, $3::uuid))
          order by m.created_at desc, m.id desc limit $4`,
        [tx.organisationId, at, id, query.limit + 1],
      );
      const tickets = await tx.query<PersonalRecord>(
        personalRows('select t.id from tickets t where t.organisation_id = $1 and t.id = any($2::uuid[])', '$3', 't.id', messages.length),
        [tx.organisationId, messages.map((message) => message.ticket_id), agentId],
      );
      const byId = new Map(tickets.map((ticket) => [ticket.id, toPersonalRow(ticket)]));
      const page = toPage(messages, query.limit, toMessage, (message) => [message.created_at.toISOString(), message.id]);
      return {
        ...page,
        items: page.items.flatMap((message) => {
          const ticket = byId.get(message.ticketId);
          return ticket ? [{ ticket, message }] : [];
        }),
      };
    });
  }
}
