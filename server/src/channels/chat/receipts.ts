import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutgoingMessages, ticketRead } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import type { OpenChat } from './chat-doors.ts';
import { ChatLog } from './chat-log.ts';
import { ChatWire } from './chat-wire.ts';

/** What was delivered and read, both ways. States only move forward. */
@Injectable()
export class Receipts implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventDispatcher,
    private readonly outgoing: OutgoingMessages,
    private readonly log: ChatLog,
    private readonly wire: ChatWire,
  ) {}

  onModuleInit(): void {
    this.events.on(ticketRead, 'chat-receipts', ({ ticketId, readAt }) => this.readByColleague(ticketId, new Date(readAt)));
  }

  /** The visitor has the shop's messages up to this one, or has read them. @param from socket that knows already */
  async fromVisitor({ account }: OpenChat, visitorId: string, upTo: string, state: 'delivered' | 'read', from: string): Promise<void> {
    const moved = await this.unitOfWork.run(async (tx) => {
      const ids = await this.log.move(tx, visitorId, upTo, state);
      for (const id of ids) await this.outgoing.report(tx, account.id, { externalId: id, messageId: id, state });
      return ids;
    });
    const last = moved.at(-1);
    if (last !== undefined) this.wire.toVisitor(visitorId, 'message.changed', { id: last, state }, from);
  }

  private async readByColleague(ticketId: string, readAt: Date): Promise<void> {
    const read = await this.unitOfWork.run((tx) =>
      tx.query<{ visitorId: string; id: string }>(
        `with moved as (
           update chat_messages c set state = 'read' from messages m
            where m.organisation_id = $1 and m.ticket_id = $2 and m.channel_kind = 'chat' and m.direction = 'inbound' and m.created_at <= $3
              and c.id::text = m.external_id and c.id = m.external_id::uuid and c.side = 'visitor' and c.state <> 'read'
            returning c.visitor_id, c.id, c.seq)
         select distinct on (visitor_id) visitor_id as "visitorId", id from moved order by visitor_id, seq desc`,
        [tx.organisationId, ticketId, readAt],
      ),
    );
    for (const { visitorId, id } of read) this.wire.toVisitor(visitorId, 'message.changed', { id, state: 'read' });
  }
}
