import type { MarketplaceShop, NormBoard, WaitingQuestion } from '@balie/shared/contracts/norms.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { TicketDeadlines, type TicketOutline } from '../tickets/public.ts';
import { shopOnBoard } from './marketplace-board.ts';
import { type MarketplaceFacts, ReadMarketplaceFacts } from './marketplace-facts.ts';
import { MeasureNorms } from './measure-norms.ts';

/** So many of those that go late next are shown of each shop. */
const NEXT_SHOWN = 12;

/** All norms of a house on one page, in a number of questions to the database that does not grow. */
@Injectable()
export class ReadNormBoard {
  constructor(
    private readonly facts: ReadMarketplaceFacts,
    private readonly measure: MeasureNorms,
    private readonly tickets: TicketDeadlines,
    private readonly clock: Clock,
  ) {}

  async read(reader: Reader): Promise<NormBoard> {
    const [facts, own] = await Promise.all([this.facts.all(reader, 'history'), this.measure.all(reader, 'history')]);
    const ids = facts.flatMap((one) => nextOf(one).map(({ ticketId }) => ticketId));
    const outlines = new Map((await this.tickets.outlines(reader, ids)).map((one) => [one.id, one]));
    return { at: this.clock.now().toISOString(), shops: facts.map((one) => withTickets(one, outlines)), own };
  }
}

/** Those that can still be answered in time, soonest first. */
function nextOf({ open, now }: MarketplaceFacts) {
  return open.filter(({ dueAt }) => dueAt.getTime() >= now).slice(0, NEXT_SHOWN);
}

function withTickets(facts: MarketplaceFacts, outlines: ReadonlyMap<string, TicketOutline>): MarketplaceShop {
  const isLong = ({ longAt }: { readonly longAt: Date }) => longAt.getTime() <= facts.now;
  const next = nextOf(facts).flatMap((question): WaitingQuestion[] => {
    const ticket = outlines.get(question.ticketId);
    if (!ticket) return [];
    const { ticketId, askedAt, dueAt } = question;
    const { number, subject, assigneeId } = ticket;
    return [
      { ticketId, number, subject, assigneeId, askedAt: askedAt.toISOString(), dueAt: dueAt.toISOString(), openLong: isLong(question) },
    ];
  });
  return {
    ...shopOnBoard(facts),
    next,
    openLong: facts.open.filter(isLong).length,
    lateOpen: facts.open.filter(({ dueAt }) => dueAt.getTime() < facts.now).length,
  };
}
