import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Leases } from '../../platform/lease/leases.ts';
import { Log } from '../../platform/logging/log.ts';
import { AccountPuller } from './account-puller.ts';
import { channelAccountChanged, channelAccountRemoved } from './channel-account.events.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { type PulledAccount, RunningPuller } from './running-puller.ts';

/** How long another process's change, or a lease that became free, may stay unnoticed. */
const LOOK_MS = 2_000;

/**
 * Keeps one puller running for each connected account, over all organisations and all server processes: a lease per
 * account says which process has it. What should run is read from the database each time, so that nothing depends on an
 * event being heard.
 */
@Injectable()
export class PullerSupervisor implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log: Logger;
  private readonly running = new Map<string, RunningPuller>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly puller: AccountPuller,
    private readonly registry: ChannelRegistry,
    private readonly leases: Leases,
    private readonly events: EventDispatcher,
    log: Log,
  ) {
    this.log = log.named('pullers');
  }

  onModuleInit(): void {
    this.events.on(channelAccountChanged, 'puller-supervisor', () => this.look());
    this.events.on(channelAccountRemoved, 'puller-supervisor', () => this.look());
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'web') return;
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.looking;
    await Promise.all([...this.running.values()].map((puller) => puller.stop()));
  }

  private look(): void {
    if (this.stopped || this.config.role === 'web') return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.reconcile()
      .catch((error: unknown) => this.log.warn({ err: error }, 'The accounts could not be looked through; tried again'))
      .finally(() => {
        this.looking = undefined;
        if (this.lookAgain) {
          this.lookAgain = false;
          this.look();
        }
      });
  }

  private async reconcile(): Promise<void> {
    const wanted = await this.wanted();
    const stale = [...this.running.values()].filter(
      ({ account, isLost }) => isLost || wanted.get(account.id)?.generation !== account.generation,
    );
    await Promise.all(stale.map((puller) => this.end(puller)));
    const missing = [...wanted.values()].filter(({ id }) => !this.running.has(id));
    await Promise.all(missing.map((account) => this.begin(account)));
  }

  private async wanted(): Promise<Map<string, PulledAccount>> {
    const pulled = this.registry.all().filter((adapter) => adapter.pull !== undefined);
    const rows = await this.unitOfWork.system('channel-supervision', (tx) =>
      tx.query<PulledAccount>(
        `select id, organisation_id as "organisationId", generation from channel_accounts
          where status <> 'paused' and removed_at is null and kind = any($1)`,
        [pulled.map(({ kind }) => kind)],
      ),
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async begin(account: PulledAccount): Promise<void> {
    const puller = new RunningPuller(account, this.leases, this.log, (id, signal) => this.puller.pull(id, signal));
    if (this.stopped || !(await puller.start())) return;
    this.running.set(account.id, puller);
  }

  private async end(puller: RunningPuller): Promise<void> {
    await puller.stop();
    this.running.delete(puller.account.id);
  }
}
