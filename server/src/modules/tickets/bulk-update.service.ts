import type { BulkUpdateRequest, BulkUpdateResult } from '@balie/shared/contracts/ticket-changes.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ChangeTickets } from './change-tickets.ts';
import { loadTicketRows } from './load-rows.ts';
import { type LockedTicket, lockTickets } from './lock-ticket.ts';
import { overtaken } from './ticket-changes.ts';

/**
 * Changes many tickets in one step, and tells how each can be brought back. Those that a colleague changed meanwhile are
 * left alone and told; tickets that are gone are passed over.
 */
@Injectable()
export class BulkUpdate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changeTickets: ChangeTickets,
  ) {}

  /** @throws {AssigneeUnavailable | NotFound | SnoozeInThePast} */
  execute(agentId: string, { ids, changes, expected }: BulkUpdateRequest): Promise<BulkUpdateResult> {
    return this.unitOfWork.run(async (tx) => {
      const tickets = await lockTickets(tx, ids);
      const isLost = (ticket: LockedTicket) => overtaken(ticket, { changes, expected: expected[ticket.id] ?? {} }) !== undefined;
      const lost = new Set(tickets.filter(isLost).map(({ id }) => id));
      const ours = tickets.filter(({ id }) => !lost.has(id));
      const changed = await this.changeTickets.execute(tx, ours, changes, agentId);
      const rows = await loadTicketRows(
        tx,
        tickets.map((ticket) => ticket.id),
      );
      return {
        updated: rows.filter((row) => !lost.has(row.id)),
        undo: changed.map(({ id, undo }) => ({ id, changes: undo })),
        overtaken: rows.filter((row) => lost.has(row.id)),
      };
    });
  }
}
