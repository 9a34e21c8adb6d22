import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';
import { AutomaticChanges, TicketDeadlines, TicketPool } from '../tickets/public.ts';
import { assign, type Candidate } from './assignment.ts';
import { Desk } from './desk.ts';
import { type HeldRouting, RoutingSettingsStore } from './routing-settings.ts';

const SWEEP_MS = 5_000;
/** Of one colleague at once; the next sweep goes on. */
const MOST_AT_ONCE = 100;

interface Absent {
  readonly organisationId: string;
  readonly agentId: string;
  readonly since: Date;
  readonly availability: 'available' | 'away';
}

/**
 * When somebody has been away or offline for longer than their organisation waits, their open tickets go to others, as long as there is
 * anybody: at night everything stays where it is.
 */
@Injectable()
export class TakeOver extends Housekeeping {
  protected readonly everyMs = SWEEP_MS;
  protected readonly trouble = 'Tickets of who is away could not be looked at; tried again soon';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: RoutingSettingsStore,
    private readonly desk: Desk,
    private readonly pool: TicketPool,
    private readonly deadlines: TicketDeadlines,
    private readonly changes: AutomaticChanges,
    private readonly clock: Clock,
    config: Config,
    log: Log,
  ) {
    super(config, log.named('take-over'));
  }

  async sweep(): Promise<void> {
    const absent = await this.unitOfWork.system('presence-watch', (tx) =>
      tx.prepared<Absent>(
        `select a.organisation_id as "organisationId", a.agent_id as "agentId", a.absent_since as since, a.availability
           from agent_routing a join routing_settings r on r.organisation_id = a.organisation_id
          where a.absent_since <= $1::timestamptz - make_interval(mins => r.take_over_minutes)
            and exists (select from agent_routing o where o.organisation_id = a.organisation_id and o.absent_since is null)
          order by a.absent_since`,
        [this.clock.now()],
      ),
    );
    for (const one of absent) await inOrganisation(one.organisationId, () => this.unitOfWork.run((tx) => this.takeOver(tx, one)));
  }

  private async takeOver(tx: Tx, { agentId, since, availability }: Absent): Promise<void> {
    const mayBe = await this.pool.heldBy(tx, agentId, since, MOST_AT_ONCE);
    if (mayBe.length === 0) return;
    const routing = await this.settings.hold(tx);
    const candidates = routing ? await this.desk.candidates(tx, routing) : [];
    if (!routing?.takeOver || !candidates.some(({ isFree }) => isFree)) return;
    const held = new Set(
      await this.deadlines.hold(
        tx,
        mayBe.map(({ id }) => id),
      ),
    );
    const tickets = mayBe.filter(({ id }) => held.has(id));
    const next = routing.takeOver.to === 'others' ? this.toOthers(routing, tickets, candidates) : [];
    const nextOf = new Map(next.map((assignment) => [assignment.ticketId, assignment]));
    const taken: string[] = [];
    for (const { id } of tickets) {
      const isTaken = await this.changes.execute(tx, id, (ticket) =>
        ticket.assigneeId === agentId && ticket.status === 'open' ? { assigneeId: nextOf.get(id)?.agentId ?? null } : undefined,
      );
      if (isTaken) taken.push(id);
    }
    const given = next.filter(({ ticketId }) => taken.includes(ticketId));
    const last = given.at(-1);
    if (last) this.settings.moved(tx, last.turn, given);
    const data = { from: agentId, because: availability === 'away' ? 'away' : 'offline', since: since.toISOString() };
    await this.deadlines.record(
      tx,
      taken.map((ticketId) => ({ ticketId, type: 'taken_over' as const, data })),
      this.clock.now(),
    );
  }

  /** By the method of the house; where that is by hand, to who has the most room. */
  private toOthers(routing: HeldRouting, tickets: Parameters<typeof assign>[0], candidates: readonly Candidate[]) {
    const rules = this.desk.rulesOf(routing);
    const byItself = <M extends string>(method: M) => (method === 'manual' ? 'balanced' : method);
    const methodOfTeam = new Map([...rules.methodOfTeam].map(([teamId, method]) => [teamId, byItself(method)]));
    return assign(tickets, candidates, { ...rules, method: byItself(rules.method), methodOfTeam }, routing.turn);
  }
}
