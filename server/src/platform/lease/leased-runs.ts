import type { Logger } from 'pino';
import { LeasedRun, type LeasedSubject } from './leased-run.ts';
import type { Leases } from './leases.ts';

/** How long another process's change, or a lease that became free, may stay unnoticed. */
const LOOK_MS = 2_000;

interface Work {
  /** Of the names of the leases. */
  readonly leaseKind: string;
  /** What should be worked for now, over all organisations. Asked each time, so that nothing depends on an event being heard. */
  readonly wanted: () => Promise<readonly LeasedSubject[]>;
  readonly run: (id: string, signal: AbortSignal) => Promise<void>;
}

/** Keeps one run going for each subject, over all server processes: a lease per subject says which process has it. */
export class LeasedRuns {
  private readonly running = new Map<string, LeasedRun>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private active = false;

  constructor(
    private readonly work: Work,
    private readonly leases: Leases,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.active = true;
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.look();
  }

  async stop(): Promise<void> {
    this.active = false;
    clearInterval(this.timer);
    await this.looking;
    await Promise.all([...this.running.values()].map((run) => run.stop()));
  }

  /** Something changed: does not wait for the next look. Nothing happens where nothing was started. */
  look(): void {
    if (!this.active) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.reconcile()
      .catch((error: unknown) => this.log.warn({ err: error }, 'What is to be worked for could not be looked through; tried again'))
      .finally(() => {
        this.looking = undefined;
        if (this.lookAgain) {
          this.lookAgain = false;
          this.look();
        }
      });
  }

  private async reconcile(): Promise<void> {
    const wanted = new Map((await this.work.wanted()).map((subject) => [subject.id, subject]));
    const stale = [...this.running.values()].filter(
      ({ subject, isLost }) => isLost || wanted.get(subject.id)?.generation !== subject.generation,
    );
    await Promise.all(stale.map((run) => this.end(run)));
    const missing = [...wanted.values()].filter(({ id }) => !this.running.has(id));
    await Promise.all(missing.map((subject) => this.begin(subject)));
  }

  private async begin(subject: LeasedSubject): Promise<void> {
    const run = new LeasedRun(subject, this.work.leaseKind, this.leases, this.log, this.work.run);
    if (!this.active || !(await run.start())) return;
    this.running.set(subject.id, run);
  }

  private async end(run: LeasedRun): Promise<void> {
    await run.stop();
    this.running.delete(run.subject.id);
  }
}
