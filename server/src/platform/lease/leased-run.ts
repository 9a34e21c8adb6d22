import type { Logger } from 'pino';
import { inOrganisation } from '../database/scope.ts';
import { LEASE_SECONDS, type Leases } from './leases.ts';

/** Something that one process at a time works for, as long as it stays as it is. */
export interface LeasedSubject {
  readonly id: string;
  readonly organisationId: string;
  /** Another one: work begins afresh. */
  readonly generation: number;
}

const RENEW_MS = 5_000;
/** Ended by us before another process may believe that it is free. */
const LEASE_LOST_AFTER_MS = (LEASE_SECONDS - 3) * 1_000;
/** Work that does not end when told to is left behind; its lease runs out by itself. */
const STOP_PATIENCE_MS = 5_000;

/** Work of this process for one subject, under a lease that is renewed as long as it lasts. */
export class LeasedRun {
  private readonly stopping = new AbortController();
  private readonly leaseName: string;
  private renewal: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | undefined;
  private working: Promise<void> | undefined;
  private lost = false;
  private renewedAt = performance.now();

  constructor(
    readonly subject: LeasedSubject,
    leaseKind: string,
    private readonly leases: Leases,
    private readonly log: Logger,
    private readonly work: (id: string, signal: AbortSignal) => Promise<void>,
  ) {
    this.leaseName = `${leaseKind}:${subject.id}`;
  }

  /** The lease went to another process; this work has stopped or is about to. */
  get isLost(): boolean {
    return this.lost;
  }

  /** False when another process works for it. */
  async start(): Promise<boolean> {
    if (!(await this.leases.acquire(this.leaseName))) return false;
    this.renewal = setInterval(() => {
      this.renewing ??= this.renew().finally(() => {
        this.renewing = undefined;
      });
    }, RENEW_MS);
    // One that ends by itself keeps its lease: nobody else shall try what only a person can mend.
    this.working = inOrganisation(this.subject.organisationId, () => this.run());
    return true;
  }

  async stop(): Promise<void> {
    clearInterval(this.renewal);
    this.stopping.abort();
    await this.renewing;
    const ended = await Promise.race([this.working?.then(() => true), patience()]);
    if (ended === false) this.log.error({ id: this.subject.id }, 'Leased work does not end; its lease runs out by itself');
    else if (!this.lost) await this.leases.release(this.leaseName).catch(() => undefined); // It runs out by itself.
  }

  private async run(): Promise<void> {
    const { id } = this.subject;
    try {
      this.log.info({ id }, 'Leased work begins');
      await this.work(id, this.stopping.signal);
      this.log.info({ id, stopped: this.stopping.signal.aborted }, 'Leased work ended');
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.log.error({ err: error, id }, 'Leased work failed; it is started again');
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
      this.log.warn({ id: this.subject.id }, 'Another process took this over');
      this.lose();
    } catch (error) {
      this.log.warn({ err: error, id: this.subject.id }, 'A lease could not be renewed');
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
