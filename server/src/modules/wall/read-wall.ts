import type { Wall } from '@balie/shared/contracts/wall.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { type KeptPromises, PromiseFigures } from '../sla/public.ts';
import { TicketFigures } from '../tickets/public.ts';
import { Crew } from './crew.ts';
import { sameTimeOfDay } from './same-time-of-day.ts';

/** So many rows of tickets fit on a screen that is read from across a room. */
const ROWS = 8;
const WEEKS = 4;

/** Everything the wall shows, in two messages to the database and a number of questions that no number of tickets changes. */
@Injectable()
export class ReadWall {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketFigures,
    private readonly promises: PromiseFigures,
    private readonly crew: Crew,
    private readonly clock: Clock,
  ) {}

  execute(): Promise<Wall> {
    const now = this.clock.now();
    return this.unitOfWork.read(async (reader) => {
      const timeZone = await this.promises.timeZone(reader);
      const stretches = sameTimeOfDay(timeZone, now, WEEKS);
      const [counts, breaching, overdue, waitingLongest, flows, decided, crew] = await Promise.all([
        this.tickets.counts(reader, now),
        this.tickets.dueNext(reader, now, ROWS),
        this.tickets.overdue(reader, now, ROWS),
        this.tickets.waitingLongest(reader, ROWS),
        this.tickets.flow(reader, stretches),
        this.promises.decidedSince(reader, stretches[0]?.from ?? now),
        this.crew.read(reader),
      ]);
      return {
        at: now.toISOString(),
        counts: { ...counts, open: counts.unassigned + crew.open },
        breaching,
        overdue,
        waitingLongest,
        today: todayOf(timeZone, flows),
        attainment: attainmentOf(decided),
        agents: crew.agents,
      };
    });
  }
}

const NOTHING = { intake: 0, solved: 0 };

function todayOf(timeZone: string, [today = NOTHING, ...before]: readonly Wall['today']['usual'][]): Wall['today'] {
  const average = (of: (flow: Wall['today']['usual']) => number) =>
    before.length === 0 ? 0 : Math.round(before.reduce((sum, flow) => sum + of(flow), 0) / before.length);
  return {
    ...today,
    timeZone,
    lastWeek: before[0] ?? NOTHING,
    usual: { intake: average(({ intake }) => intake), solved: average(({ solved }) => solved) },
  };
}

function attainmentOf(targets: readonly KeptPromises[]): Wall['attainment'] {
  return {
    met: targets.reduce((sum, { met }) => sum + met, 0),
    missed: targets.reduce((sum, { missed }) => sum + missed, 0),
    targets: [...targets],
  };
}
