import type { Logger } from 'pino';
import { inOrganisation } from '../../platform/database/scope.ts';
import { LEASE_SECONDS, type Leases } from '../../platform/lease/leases.ts';

export interface PulledAccount {
  readonly id: string;
  readonly organisationId: string;
  readonly generation: number;
}

const RENEW_MS = 5_000;
/** Ended by us before another process may believe that it is free. */
const LEASE_LOST_AFTER_MS = (LEASE_SECONDS - 3) * 1_000;
/** A puller that does not end when told to is left behind; its lease runs out by itself. */
const STOP_PATIENCE_MS = 5_000;

/** One account being pulled by this process, under a lease that is renewed as long as it lasts. */
export class RunningPuller {
  private readonly stopping = new AbortController();
  private readonly leaseName: string;
  private renewal: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | undefined;
  private pulling: Promise<void> | undefined;
  private lost = false;
  private renewedAt = performance.now();

  constructor(
    readonly account: PulledAccount,
    private readonly leases: Leases,
    private readonly log: Logger,
    private readonly pull: (accountId: string, signal: AbortSignal) => Promise<void>,
  ) {
    this.leaseName = `mailbox:${account.id}`;
  }

  /** The lease went to another process; this puller has stopped or is about to. */
  get isLost(): boolean {
    return this.lost;
  }

  /** False when another process has the account. */
  async start(): Promise<boolean> {
    if (!(await this.leases.acquire(this.leaseName))) return false;
    this.renewal = setInterval(() => {
      this.renewing ??= this.renew().finally(() => {
        this.renewing = undefined;
      });
    }, RENEW_MS);
    // One that ends by itself keeps its lease: nobody else shall try what only a person can mend.
    this.pulling = inOrganisation(this.account.organisationId, () => this.run());
    return true;
  }

  async stop(): Promise<void> {
    clearInterval(this.renewal);
    this.stopping.abort();
    await this.renewing;
    const ended = await Promise.race([this.pulling?.then(() => true), patience()]);
    if (ended === false) this.log.error({ channelAccountId: this.account.id }, 'A puller does not end; its lease runs out by itself');
    else if (!this.lost) await this.leases.release(this.leaseName).catch(() => undefined); // It runs out by itself.
  }

  private async run(): Promise<void> {
    const channelAccountId = this.account.id;
    try {
      this.log.info({ channelAccountId }, 'Pulling begins');
      await this.pull(channelAccountId, this.stopping.signal);
      this.log.info({ channelAccountId, stopped: this.stopping.signal.aborted }, 'Pulling ended');
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.log.error({ err: error, channelAccountId }, 'A puller failed; it is started again');
      this.lose();
    }
  }

  private async renew(): Promise<void> {
    try {
      const asked = performance.now();
      if (await this.leases.acquire(this.leaseName)) {
        this.renewedAt = asked;
        return;
      }
      this.log.warn({ channelAccountId: this.account.id }, 'Another process took this account over');
      this.lose();
    } catch (error) {
      this.log.warn({ err: error, channelAccountId: this.account.id }, 'A lease could not be renewed');
      if (performance.now() - this.renewedAt > LEASE_LOST_AFTER_MS) this.lose();
    }
  }

  private lose(): void {
    this.lost = true;
    clearInterval(this.renewal);
    this.stopping.abort();
  }
}

function patience(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), STOP_PATIENCE_MS).unref();
  });
}
