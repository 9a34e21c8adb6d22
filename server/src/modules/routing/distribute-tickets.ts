import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AutomaticChanges, type PoolMarker, type PoolTicket, TicketDeadlines, TicketPool } from '../tickets/public.ts';
import { type Assignment, assign, type Candidate, hasRoom } from './assignment.ts';
import { Desk } from './desk.ts';
import { type HeldRouting, RoutingSettingsStore } from './routing-settings.ts';

/** In one transaction. What is given tells of itself, so that the next ones follow. */
const MOST_AT_ONCE = 25;
const PAGE = 200;
/** Of what nobody can take, no more is passed over to find what somebody can. */
const MOST_PAGES = 5;

/** Gives tickets that nobody has to who is there and has room, by the method of their team or the organisation. */
@Injectable()
export class DistributeTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: RoutingSettingsStore,
    private readonly desk: Desk,
    private readonly pool: TicketPool,
    private readonly deadlines: TicketDeadlines,
    private readonly changes: AutomaticChanges,
  ) {}

  /** Idempotent: what is given already has somebody. @returns how many were given */
  async execute(): Promise<number> {
    if (!(await this.unitOfWork.read((reader) => this.settings.isAutomatic(reader)))) return 0;
    return this.unitOfWork.run(async (tx) => {
      const routing = await this.settings.hold(tx);
      if (!routing) return 0;
      const candidates = await this.desk.candidates(tx, routing);
      if (!candidates.some((candidate) => hasRoom(candidate, routing))) return 0;
      return this.give(tx, await this.plan(tx, routing, candidates));
    });
  }

  private async plan(tx: Tx, routing: HeldRouting, candidates: readonly Candidate[]): Promise<Assignment[]> {
    const rules = this.desk.rulesOf(routing);
    const waiting: PoolTicket[] = [];
    let after: PoolMarker | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { tickets, next } = await this.pool.page(tx, after, PAGE);
      waiting.push(...tickets);
      const planned = assign(waiting, candidates, rules, routing.turn);
      if (planned.length >= MOST_AT_ONCE || next === undefined) return planned.slice(0, MOST_AT_ONCE);
      after = next;
    }
    return assign(waiting, candidates, rules, routing.turn).slice(0, MOST_AT_ONCE);
  }

  private async give(tx: Tx, planned: readonly Assignment[]): Promise<number> {
    const ids = planned.map(({ ticketId }) => ticketId);
    // What somebody is just writing to tells of itself when that is done.
    const held = new Set(await this.deadlines.hold(tx, ids));
    const given: Assignment[] = [];
    for (const assignment of planned.filter(({ ticketId }) => held.has(ticketId))) {
      const isGiven = await this.changes.execute(tx, assignment.ticketId, ({ status, assigneeId }) =>
        status === 'open' && assigneeId === null ? { assigneeId: assignment.agentId } : undefined,
      );
      if (isGiven) given.push(assignment);
    }
    const last = given.at(-1);
    if (last) this.settings.moved(tx, last.turn, given);
    return given.length;
  }
}
