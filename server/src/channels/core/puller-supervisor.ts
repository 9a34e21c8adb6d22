import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import type { LeasedSubject } from '../../platform/lease/leased-run.ts';
import { LeasedRuns } from '../../platform/lease/leased-runs.ts';
import { Leases } from '../../platform/lease/leases.ts';
import { Log } from '../../platform/logging/log.ts';
import { AccountPuller } from './account-puller.ts';
import { channelAccountChanged, channelAccountRemoved } from './channel-account.events.ts';
import { ChannelRegistry } from './channel-registry.ts';

/** Keeps one puller running for each connected account, over all organisations and all server processes. */
@Injectable()
export class PullerSupervisor implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pullers: LeasedRuns;

  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: ChannelRegistry,
    private readonly events: EventDispatcher,
    puller: AccountPuller,
    leases: Leases,
    log: Log,
  ) {
    const work = { leaseKind: 'mailbox', wanted: () => this.wanted(), run: (id: string, signal: AbortSignal) => puller.pull(id, signal) };
    this.pullers = new LeasedRuns(work, leases, log.named('pullers'));
  }

  onModuleInit(): void {
    this.events.on(channelAccountChanged, 'puller-supervisor', () => this.pullers.look());
    this.events.on(channelAccountRemoved, 'puller-supervisor', () => this.pullers.look());
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'web') this.pullers.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.pullers.stop();
  }

  private wanted(): Promise<LeasedSubject[]> {
    const pulled = this.registry.all().filter((adapter) => adapter.pull !== undefined);
    return this.unitOfWork.system('channel-supervision', (tx) =>
      tx.query<LeasedSubject>(
        `select id, organisation_id as "organisationId", generation from channel_accounts
          where status <> 'paused' and removed_at is null and kind = any($1)`,
        [pulled.map(({ kind }) => kind)],
      ),
    );
  }
}
