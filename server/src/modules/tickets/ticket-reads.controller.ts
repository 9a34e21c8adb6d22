import { id } from '@balie/shared/contracts/common.ts';
import { messageFull, ticketDetail, timelinePage } from '@balie/shared/contracts/tickets.ts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { PresenceBoard } from './presence-board.ts';
import { TicketDetails } from './ticket-detail.queries.ts';
import { readTimeline } from './timeline.queries.ts';

const number = z.coerce.number().int().min(1).max(2_147_483_647);
const timelineQuery = z.object({ before: z.string().max(500).optional() });

/** One ticket, as the conversation screen reads it. */
@Controller()
export class TicketReadsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly details: TicketDetails,
    private readonly presence: PresenceBoard,
  ) {}

  /** The number of a merged ticket leads to the one it went up in. */
  @Get('tickets/by-number/:number')
  @Requires('tickets:read')
  @Returns(z.object({ id }))
  async byNumber(@Param('number', { schema: number }) ticketNumber: number) {
    const [found] = await this.unitOfWork.read((tx) =>
      tx.query<{ id: string }>(
        `with recursive chain as (
           select id, merged_into_id from tickets where organisation_id = $1 and number = $2
           union
           select t.id, t.merged_into_id from chain c join tickets t on t.id = c.merged_into_id and t.organisation_id = $1
         ) select id from chain where merged_into_id is null`,
        [tx.organisationId, ticketNumber],
      ),
    );
    if (!found) throw new NotFound('ticket');
    return found;
  }

  @Get('tickets/:id')
  @Requires('tickets:read')
  @Returns(ticketDetail)
  async detail(@Me() me: Principal, @Param('id', { schema: id }) ticketId: string) {
    const detail = await this.details.read(ticketId, me.agentId);
    const here = this.presence.at(me.organisationId, ticketId).filter((colleague) => colleague.agentId !== me.agentId);
    return { ...detail, presence: here };
  }

  @Get('tickets/:id/timeline')
  @Requires('tickets:read')
  @Returns(timelinePage)
  timeline(@Param('id', { schema: id }) ticketId: string, @Query({ schema: timelineQuery }) query: z.infer<typeof timelineQuery>) {
    return this.unitOfWork.read(async (tx) => {
      const [ticket] = await tx.query('select 1 from tickets where organisation_id = $1 and id = $2', [tx.organisationId, ticketId]);
      if (!ticket) throw new NotFound('ticket');
      return readTimeline(tx, ticketId, query.before);
    });
  }

  /** What a message holds beyond its own words: the quoted history. */
  @Get('messages/:id/full')
  @Requires('tickets:read')
  @Returns(messageFull)
  async full(@Param('id', { schema: id }) messageId: string) {
    const [found] = await this.unitOfWork.read((tx) =>
      tx.query<z.infer<typeof messageFull>>(
        `select coalesce(full_html, html) as html, coalesce(full_text, text) as text, has_remote_images as "hasRemoteImages"
           from messages where organisation_id = $1 and id = $2 and delivery_state <> 'undone'`,
        [tx.organisationId, messageId],
      ),
    );
    if (!found) throw new NotFound('message');
    return found;
  }
}
