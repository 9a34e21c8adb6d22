import type { AgentPresence, Availability } from '@balie/shared/contracts/routing.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Colleagues } from '../agents/public.ts';
import { BusyAgents } from './busy-agents.ts';
import { agentStatesChanged } from './routing.events.ts';

interface Row {
  readonly agentId: string;
  readonly availability: Availability | null;
  readonly availabilityAt: Date | null;
  readonly connected: boolean | null;
  readonly connectedAt: Date | null;
}

/** Whether somebody is there to give tickets to: of a row of `agent_routing` as it will be. */
const ABSENT = (availability: string, connected: string, now: string) =>
  `case when ${availability} = 'available' and ${connected} then null else coalesce(a.absent_since, ${now}) end`;

/** How each colleague is: what they chose, whether a console of theirs is open, and whether they are on a call. */
@Injectable()
export class AgentStates {
  constructor(
    private readonly busy: BusyAgents,
    private readonly colleagues: Colleagues,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Of everybody who is active, or of some, by id. Two questions. */
  async list(reader: Reader, agentIds: readonly string[] | null = null): Promise<AgentPresence[]> {
    const [rows, calls] = await Promise.all([
      reader.prepared<Row>(
        `select g.id as "agentId", a.availability, a.availability_at as "availabilityAt", a.connected, a.connected_at as "connectedAt"
           from agents g left join agent_routing a on a.agent_id = g.id
          where g.organisation_id = $1 and g.active and ($2::uuid[] is null or g.id = any($2::uuid[])) order by g.id`,
        [reader.organisationId, agentIds],
      ),
      this.busy.all(reader),
    ]);
    return rows.map((row) => toPresence(row, calls.get(row.agentId)));
  }

  /** @throws {NotFound} */
  async one(reader: Reader, agentId: string): Promise<AgentPresence> {
    const [found] = await this.list(reader, [agentId]);
    if (!found) throw new NotFound('colleague');
    return found;
  }

  /** What a colleague says of themselves. */
  async choose(tx: Tx, agentId: string, availability: Availability): Promise<void> {
    if (!(await this.colleagues.find(tx, agentId))) throw new NotFound('colleague');
    const changed = await tx.execute(
      `insert into agent_routing as a (agent_id, organisation_id, availability, availability_at, absent_since) values ($1, $2, $3::text, $4::timestamptz, $4::timestamptz)
       on conflict (agent_id) do update set availability = $3::text, availability_at = $4::timestamptz,
           absent_since = ${ABSENT('$3::text', 'a.connected', '$4::timestamptz')}
         where a.availability <> $3::text`,
      [agentId, tx.organisationId, availability, this.clock.now()],
    );
    if (changed > 0) await this.tell(tx, [agentId]);
  }

  /** Consoles of theirs are open now, or none is any more. Says nothing of who is as they were. */
  async connected(tx: Tx, agentIds: readonly string[], connected: boolean): Promise<void> {
    const changed = await tx.query<{ agent_id: string }>(
      `insert into agent_routing as a (agent_id, organisation_id, connected, connected_at, absent_since)
       select g.id, $1, $3::boolean, $4::timestamptz, case when $3::boolean then null else $4::timestamptz end
         from agents g where g.organisation_id = $1 and g.id = any($2::uuid[])
       on conflict (agent_id) do update set connected = $3::boolean, connected_at = $4::timestamptz,
           absent_since = ${ABSENT('a.availability', '$3::boolean', '$4::timestamptz')}
         where a.connected <> $3::boolean
       returning agent_id`,
      [tx.organisationId, agentIds, connected, this.clock.now()],
    );
    await this.tell(
      tx,
      changed.map((row) => row.agent_id),
    );
  }

  /** They began or ended a call. */
  async tell(tx: Tx, agentIds: readonly string[]): Promise<void> {
    if (agentIds.length > 0) await this.outbox.add(tx, agentStatesChanged, { agentIds: [...agentIds] });
  }
}

function toPresence({ agentId, availability, availabilityAt, connected, connectedAt }: Row, onCall: Date | undefined): AgentPresence {
  const chosen = availability ?? 'available';
  const told = (state: AgentPresence['state'], since: Date | null) => ({
    agentId,
    state,
    since: since?.toISOString() ?? null,
    availability: chosen,
  });
  if (onCall) return told('on_call', onCall);
  if (!connected) return told('offline', connectedAt);
  if (chosen === 'away') return told('away', availabilityAt);
  return told('available', later(availabilityAt, connectedAt));
}

function later(one: Date | null, other: Date | null): Date | null {
  return one && other && one > other ? one : (other ?? one);
}
