import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import type { LeasedSubject } from '../../platform/lease/leased-run.ts';
import { LeasedRuns } from '../../platform/lease/leased-runs.ts';
import { Leases } from '../../platform/lease/leases.ts';
import { Log } from '../../platform/logging/log.ts';
import { SourceSecretsUnreadable } from './order.errors.ts';
import { orderSourceChanged } from './order.events.ts';
import { OrderProviders } from './order-provider.ts';
import { OrderSources } from './order-sources.ts';
import { SourceProgress } from './source-progress.ts';

/** Keeps orders coming in from every connected source: one process at a time for each. */
@Injectable()
export class SourceSupervisor implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly runs: LeasedRuns;

  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly providers: OrderProviders,
    private readonly sources: OrderSources,
    private readonly progress: SourceProgress,
    private readonly events: EventDispatcher,
    leases: Leases,
    log: Log,
  ) {
    const work = { leaseKind: 'orders', wanted: () => this.wanted(), run: (id: string, signal: AbortSignal) => this.pull(id, signal) };
    this.runs = new LeasedRuns(work, leases, log.named('orders'));
  }

  onModuleInit(): void {
    this.events.on(orderSourceChanged, 'source-supervisor', () => this.runs.look());
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'web') this.runs.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.runs.stop();
  }

  private wanted(): Promise<LeasedSubject[]> {
    return this.unitOfWork.system('channel-supervision', (tx) =>
      tx.query<LeasedSubject>(
        `select id, organisation_id as "organisationId", generation from order_sources where status <> 'paused' and kind = any($1)`,
        [this.providers.kinds()],
      ),
    );
  }

  private async pull(id: string, signal: AbortSignal): Promise<void> {
    try {
      const source = await this.unitOfWork.run((tx) => this.sources.connected(tx, id));
      if (source) await this.providers.get(source.kind).pull(source, signal);
    } catch (error) {
      if (!(error instanceof SourceSecretsUnreadable)) throw error;
      await this.progress.failing(id, { code: error.code, message: error.message, needsPerson: true });
    }
  }
}
