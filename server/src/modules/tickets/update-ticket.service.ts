import type { UpdateTicketRequest } from '@balie/shared/contracts/ticket-changes.ts';
import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ChangeTickets } from './change-tickets.ts';
import { loadTicketRow } from './load-rows.ts';
import { lockTicket } from './lock-ticket.ts';
import { TicketChanged, TicketMerged } from './ticket.errors.ts';
import { overtaken } from './ticket-changes.ts';

/** Changes one ticket, unless a colleague changed the same field since the agent looked at it. */
@Injectable()
export class UpdateTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changeTickets: ChangeTickets,
  ) {}

  /** @throws {NotFound | TicketMerged | TicketChanged | AssigneeUnavailable | SnoozeInThePast} */
  execute(ticketId: string, agentId: string, request: UpdateTicketRequest): Promise<TicketRow> {
    return this.unitOfWork.run(async (tx) => {
      const ticket = await lockTicket(tx, ticketId);
      if (!ticket) throw new NotFound('ticket');
      if (ticket.mergedIntoId) throw new TicketMerged();
      const current = overtaken(ticket, request);
      if (current) throw new TicketChanged(current);
      await this.changeTickets.execute(tx, [ticket], request.changes, agentId);
      return loadTicketRow(tx, ticketId);
    });
  }
}
