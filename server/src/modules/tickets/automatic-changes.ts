import type { TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { ChangeTickets } from './change-tickets.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';

/** Changes that Balie makes by itself, by the rules of those that colleagues make. */
@Injectable()
export class AutomaticChanges {
  constructor(private readonly change: ChangeTickets) {}

  /**
   * @param decide what is to change, by what the ticket is now; undefined: nothing
   * @param because stands with what the timeline tells of it
   * @returns whether anything is different now
   * @throws {AssigneeUnavailable | NotFound} the latter of a team
   */
  async execute(
    tx: Tx,
    ticketId: string,
    decide: (ticket: LockedTicket) => TicketChanges | undefined,
    because: Readonly<Record<string, unknown>> = {},
  ): Promise<boolean> {
    const ticket = await lockTicket(tx, ticketId);
    const changes = ticket && decide(ticket);
    if (!changes) return false;
    return (await this.change.execute(tx, [ticket], changes, null, because)).length > 0;
  }
}
