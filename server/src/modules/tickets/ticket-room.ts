import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Rooms } from '../../platform/realtime/rooms.ts';

/** The room of those who have a ticket open. */
@Injectable()
export class TicketRoom implements OnModuleInit {
  constructor(
    private readonly rooms: Rooms,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.rooms.define({ name: 'ticket', permission: 'tickets:read', allows: (ticketId) => this.exists(ticketId) });
  }

  private async exists(ticketId: string): Promise<boolean> {
    const rows = await this.unitOfWork.run((tx) =>
      tx.query('select 1 from tickets where id = $1 and organisation_id = $2', [ticketId, tx.organisationId]),
    );
    return rows.length > 0;
  }
}
