import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { ticketRead } from './ticket.events.ts';

/** Remembers when a colleague last read a ticket, and what they have seen of their notifications. */
@Injectable()
export class MarkRead {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly realtime: Realtime,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Also takes the bell off what it says of this ticket. @throws {NotFound} */
  ticket(ticketId: string, agentId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const readAt = this.clock.now();
      const read = await tx.execute(
        `insert into ticket_reads (agent_id, ticket_id, organisation_id, read_at)
         select $1, id, organisation_id, $4 from tickets where id = $2 and organisation_id = $3
         on conflict (agent_id, ticket_id) do update set read_at = greatest(ticket_reads.read_at, excluded.read_at)`,
        [agentId, ticketId, tx.organisationId, readAt],
      );
      if (read === 0) throw new NotFound('ticket');
      await tx.query(
        'update notifications set read_at = $3 where agent_id = $1 and ticket_id = $2 and organisation_id = $4 and read_at is null',
        [agentId, ticketId, readAt, tx.organisationId],
      );
      await this.outbox.add(tx, ticketRead, { ticketId, readAt: readAt.toISOString() });
      tx.afterCommit(() => this.realtime.toAgent(agentId, 'ticket.read', { ticketId, readAt: readAt.toISOString() }));
    });
  }

  /** @param ids all of this colleague's when absent */
  notifications(agentId: string, ids: readonly string[] | undefined): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await tx.query(
        `update notifications set read_at = $2
          where agent_id = $1 and organisation_id = $3 and read_at is null and ($4::uuid[] is null or id = any($4))`,
        [agentId, this.clock.now(), tx.organisationId, ids ?? null],
      );
    });
  }
}
