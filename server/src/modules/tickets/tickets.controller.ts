import { id } from '@balie/shared/contracts/common.ts';
import {
  type BulkUpdateRequest,
  type BulkUpdateResult,
  bulkUpdateRequest,
  bulkUpdateResult,
  type UpdateTicketRequest,
  updateTicketRequest,
} from '@balie/shared/contracts/ticket-changes.ts';
import {
  type NewTicketRequest,
  newTicketRequest,
  type TicketAndMessage,
  type TicketRow,
  ticketAndMessage,
  ticketRow,
} from '@balie/shared/contracts/tickets.ts';
import { Body, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { BulkUpdate } from './bulk-update.service.ts';
import { MarkRead } from './mark-read.service.ts';
import { StartTicket } from './start-ticket.service.ts';
import { UpdateTicket } from './update-ticket.service.ts';

/** What colleagues do with tickets. */
@Controller('tickets')
export class TicketsController {
  constructor(
    private readonly startTicket: StartTicket,
    private readonly updateTicket: UpdateTicket,
    private readonly bulkUpdate: BulkUpdate,
    private readonly markRead: MarkRead,
  ) {}

  @Post()
  @Requires('tickets:reply')
  @Returns(ticketAndMessage)
  start(@Me() me: Principal, @Body({ schema: newTicketRequest }) request: NewTicketRequest): Promise<TicketAndMessage> {
    return this.startTicket.execute(me.agentId, request);
  }

  @Post('bulk')
  @Requires('tickets:update')
  @Returns(bulkUpdateResult, 200)
  bulk(@Me() me: Principal, @Body({ schema: bulkUpdateRequest }) request: BulkUpdateRequest): Promise<BulkUpdateResult> {
    return this.bulkUpdate.execute(me.agentId, request);
  }

  @Patch(':id')
  @Requires('tickets:update')
  @Returns(ticketRow)
  update(
    @Me() me: Principal,
    @Param('id', { schema: id }) ticketId: string,
    @Body({ schema: updateTicketRequest }) request: UpdateTicketRequest,
  ): Promise<TicketRow> {
    return this.updateTicket.execute(ticketId, me.agentId, request);
  }

  @Post(':id/read')
  @Requires('tickets:read')
  @HttpCode(204)
  read(@Me() me: Principal, @Param('id', { schema: id }) ticketId: string): Promise<void> {
    return this.markRead.ticket(ticketId, me.agentId);
  }
}
