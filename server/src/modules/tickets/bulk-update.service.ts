import type { BulkUpdateResult, TicketChanges } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ChangeTickets } from './change-tickets.ts';
import { loadTicketRows } from './load-rows.ts';
import { lockTickets } from './lock-ticket.ts';

/** Changes many tickets, all or none, and tells how each can be brought back. Tickets that are gone are passed over. */
@Injectable()
export class BulkUpdate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changeTickets: ChangeTickets,
  ) {}

  /** @throws {AssigneeUnavailable | NotFound | SnoozeInThePast} */
  execute(ids: readonly string[], changes: TicketChanges, agentId: string): Promise<BulkUpdateResult> {
    return this.unitOfWork.run(async (tx) => {
      const tickets = await lockTickets(tx, ids);
      const changed = await this.changeTickets.execute(tx, tickets, changes, agentId);
      const updated = await loadTicketRows(
        tx,
        tickets.map((ticket) => ticket.id),
      );
      return { updated, undo: changed.map(({ id, undo }) => ({ id, changes: undo })) };
    });
  }
}
