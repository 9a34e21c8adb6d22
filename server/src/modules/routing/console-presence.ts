import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { inOrganisation } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ProcessRegistry } from '../../platform/lease/process-registry.ts';
import { Log } from '../../platform/logging/log.ts';
import { type BalieSocket, Realtime } from '../../platform/realtime/realtime.ts';
import { AgentStates } from './agent-states.ts';

/** A page that is loaded again, or a train in a tunnel, is nobody leaving. */
const GONE_AFTER_MS = 3_000;
const SWEEP_MS = 5_000;

interface Open {
  readonly organisationId: string;
  sockets: number;
  leaving: NodeJS.Timeout | undefined;
}

/**
 * Keeps whose consoles are open, at this process and (through the database) at the others. What a process that died had open goes with its
 * row among the server processes; whoever sweeps next tells that those people left.
 */
@Injectable()
export class ConsolePresence implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly open = new Map<string, Open>();
  private readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;
  /** One after the other, so that who comes and leaves at once is told in that order. */
  private last: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly realtime: Realtime,
    private readonly unitOfWork: UnitOfWork,
    private readonly states: AgentStates,
    private readonly processes: ProcessRegistry,
    log: Log,
  ) {
    this.log = log.named('presence');
  }

  onModuleInit(): void {
    this.realtime.onConnect((socket) => this.follow(socket));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    for (const { leaving } of this.open.values()) clearTimeout(leaving);
    await this.last;
  }

  /** Says again who is here, and tells of those whose process is gone. */
  sweep(): Promise<void> {
    return this.inTurn(async () => {
      const gone = await this.unitOfWork.system('presence-watch', async (tx) => {
        const here = [...this.open].map(([agentId, { organisationId }]) => ({ agentId, organisationId }));
        if (here.length > 0) await this.keep(tx, here);
        return tx.query<{ organisation_id: string; agent_ids: string[] }>(
          `select a.organisation_id, array_agg(a.agent_id) as agent_ids from agent_routing a
            where a.connected and not exists (select from agent_consoles c where c.agent_id = a.agent_id) group by 1`,
        );
      });
      for (const { organisation_id, agent_ids } of gone) await this.left(organisation_id, agent_ids);
    });
  }

  private follow(socket: BalieSocket): void {
    const { agentId, organisationId } = socket.data.principal;
    const known = this.open.get(agentId);
    clearTimeout(known?.leaving);
    const open = known ?? { organisationId, sockets: 0, leaving: undefined };
    open.leaving = undefined;
    open.sockets += 1;
    this.open.set(agentId, open);
    if (!known) void this.inTurn(() => this.came(organisationId, agentId));
    socket.on('disconnect', () => {
      open.sockets -= 1;
      if (open.sockets > 0 || this.stopped) return;
      open.leaving = setTimeout(() => {
        this.open.delete(agentId);
        void this.inTurn(() => this.leave(organisationId, agentId));
      }, GONE_AFTER_MS).unref();
    });
  }

  private came(organisationId: string, agentId: string): Promise<void> {
    return inOrganisation(organisationId, () =>
      this.unitOfWork.run(async (tx) => {
        await this.keep(tx, [{ agentId, organisationId }]);
        await this.states.connected(tx, [agentId], true);
      }),
    );
  }

  private async leave(organisationId: string, agentId: string): Promise<void> {
    await inOrganisation(organisationId, () =>
      this.unitOfWork.run((tx) =>
        tx.query('delete from agent_consoles where agent_id = $1 and process_id = $2 and organisation_id = $3', [
          agentId,
          this.processes.id,
          organisationId,
        ]),
      ),
    );
    await this.left(organisationId, [agentId]);
  }

  /** Unless another process has a console of theirs. */
  private left(organisationId: string, agentIds: readonly string[]): Promise<void> {
    return inOrganisation(organisationId, () =>
      this.unitOfWork.run(async (tx) => {
        const gone = await tx.query<{ agent_id: string }>(
          `select a.agent_id from agent_routing a
            where a.organisation_id = $1 and a.agent_id = any($2::uuid[])
              and not exists (select from agent_consoles c where c.agent_id = a.agent_id)`,
          [organisationId, agentIds],
        );
        if (gone.length === 0) return;
        await this.states.connected(
          tx,
          gone.map((row) => row.agent_id),
          false,
        );
      }),
    );
  }

  /** Idempotent; nothing of who was removed meanwhile, nor while this process is not (yet, or any more) among the living. */
  private async keep(tx: Tx, here: readonly { agentId: string; organisationId: string }[]): Promise<void> {
    await tx.query(
      `insert into agent_consoles (process_id, agent_id, organisation_id)
       select p.id, g.id, g.organisation_id from server_processes p, agents g where p.id = $1 and g.id = any($2::uuid[])
       on conflict do nothing`,
      [this.processes.id, here.map(({ agentId }) => agentId)],
    );
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.last = this.last.then(work).catch((error: unknown) => {
      if (!this.stopped) this.log.warn({ err: error }, 'Who is there could not be noted; tried again soon');
    });
    return this.last;
  }
}
