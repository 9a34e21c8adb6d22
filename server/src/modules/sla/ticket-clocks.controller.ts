import { id as uuid } from '@balie/shared/contracts/common.ts';
import { type SlaClock, ticketClocks } from '@balie/shared/contracts/sla.ts';
import { Controller, Get, Param } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Returns } from '../../platform/http/returns.ts';
import { TicketDeadlines } from '../tickets/public.ts';
import { loadClocks, type StoredClock } from './stored-clock.ts';

/** How a ticket stands to what is promised, and how it came to that. */
@Controller('tickets')
export class TicketClocksController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deadlines: TicketDeadlines,
  ) {}

  @Get(':id/clocks')
  @Requires('tickets:read')
  @Returns(ticketClocks)
  clocks(@Param('id', { schema: uuid }) ticketId: string) {
    return this.unitOfWork.read(async (reader) => {
      const [ticket, clocks] = await Promise.all([this.deadlines.outline(reader, ticketId), loadClocks(reader, [ticketId])]);
      if (!ticket) throw new NotFound('ticket');
      return { items: clocks.map(toSlaClock) };
    });
  }
}

function toSlaClock(clock: StoredClock): SlaClock {
  const iso = (moment: number) => new Date(moment).toISOString();
  const isoOrNull = (moment: number | null) => (moment === null ? null : iso(moment));
  return {
    id: clock.id,
    target: clock.target,
    state: clock.state,
    messageId: clock.cause,
    policyId: clock.policyId,
    calendarId: clock.calendarId,
    startedAt: iso(clock.startedAt),
    endedAt: isoOrNull(clock.endedAt),
    promisedSeconds: Math.round(clock.promisedMs / 1_000),
    workedSeconds: Math.round(clock.workedMs / 1_000),
    warnAt: isoOrNull(clock.warnAt),
    dueAt: isoOrNull(clock.dueAt),
    warnedAt: isoOrNull(clock.warnedAt),
    breachedAt: isoOrNull(clock.breachedAt),
    late: clock.late,
    spans: clock.spans.map(({ from, until, what }) => ({ from: iso(from), until: isoOrNull(until), what })),
  };
}
