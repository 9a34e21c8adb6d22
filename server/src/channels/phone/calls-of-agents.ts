import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentStates, BusyAgents, type CallsOfAgents } from '../../modules/routing/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { callChanged } from './call.events.ts';

/** Of a call that is older, the end was not told. */
const LONGEST_MS = 4 * 3_600_000;

/** Tells who is speaking on the telephone: a call that a colleague answered, took over, or began. */
@Injectable()
export class PhoneCallsOfAgents implements CallsOfAgents, OnModuleInit {
  constructor(
    private readonly busyAgents: BusyAgents,
    private readonly states: AgentStates,
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.busyAgents.use(this);
    this.events.on(callChanged, 'calls-of-agents', ({ callId }) =>
      this.unitOfWork.run(async (tx) => {
        const [call] = await tx.query<{ ids: string[] }>(
          `select array_remove(array[agent_id, passed_on_id], null) as ids from calls where id = $1 and organisation_id = $2`,
          [callId, tx.organisationId],
        );
        await this.states.tell(tx, call?.ids ?? []);
      }),
    );
  }

  busy(reader: Reader): Promise<{ agentId: string; since: Date }[]> {
    return reader.prepared(
      `select coalesce(passed_on_id, agent_id) as "agentId", min(coalesce(passed_on_at, answered_at, rang_at)) as since from calls
        where organisation_id = $1 and ended_at is null and rang_at > $2 and coalesce(passed_on_id, agent_id) is not null
          and (answered_at is not null or direction = 'outbound')
        group by 1`,
      [reader.organisationId, new Date(this.clock.now().getTime() - LONGEST_MS)],
    );
  }
}
