import type { SlaRecompute } from '@balie/shared/contracts/sla.ts';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { type Reader, type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { KeyedThrottle } from '../../platform/realtime/keyed-throttle.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { TicketTimes } from '../tickets/public.ts';
import { RecomputeTickets } from './recompute-tickets.ts';

/** `version`: of the settings that began it; a later change begins it anew. */
const recomputeClocks = jobType<{ version: number }>('recompute-clocks');

/** So many that a statement is worth its while, and so few that nobody waits long for one of these tickets. */
const BATCH = 50;
/** Then other jobs have their turn. */
const TURN_MS = 10_000;
const TELL_MS = 500;
const SILENCE: ReadonlySet<string> = new Set();

interface Run {
  readonly version: number;
  readonly total: number;
  readonly done: number;
  readonly afterId: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}
const COLUMNS = 'version, total, done, after_id as "afterId", started_at as "startedAt", finished_at as "finishedAt"';

/** Measures all open tickets anew, in turns that go on where the last one ended, whatever happens in between. */
@Injectable()
export class RecomputeAll implements OnModuleInit, BeforeApplicationShutdown {
  private readonly progress = new KeyedThrottle(TELL_MS);

  constructor(
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly times: TicketTimes,
    private readonly recompute: RecomputeTickets,
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.handle(recomputeClocks, ({ version }, { signal }) => this.turn(version, signal));
  }

  beforeApplicationShutdown(): void {
    this.progress.flush();
  }

  /** From the beginning, in the place of one that goes on. */
  async start(tx: Tx, version: number): Promise<void> {
    await tx.query(
      `insert into sla_recomputes (organisation_id, version, total, started_at) values ($1, $2, $3, $4)
       on conflict (organisation_id) do update set version = excluded.version, total = excluded.total, done = 0, after_id = null,
         started_at = excluded.started_at, finished_at = null`,
      [tx.organisationId, version, await this.times.countUnfinished(tx), this.clock.now()],
    );
    await this.plan(tx, version);
    this.tell(tx);
  }

  async state(reader: Reader): Promise<SlaRecompute | null> {
    const [run] = await reader.query<Run>(`select ${COLUMNS} from sla_recomputes where organisation_id = $1`, [reader.organisationId]);
    return run ? toRecompute(run) : null;
  }

  private async turn(version: number, stopping: AbortSignal): Promise<void> {
    const until = performance.now() + TURN_MS;
    for (;;) {
      const isAll = await this.unitOfWork.run((tx) => this.batch(tx, version));
      if (isAll) return;
      if (stopping.aborted || performance.now() > until) break;
    }
    await this.unitOfWork.run((tx) => this.plan(tx, version));
  }

  /** What it does and how far it is are one transaction. @returns whether nothing is left to do */
  private async batch(tx: Tx, version: number): Promise<boolean> {
    // Lost in a crash of the database it would be done again, from where it was.
    tx.write('set local synchronous_commit to off');
    const [run] = await tx.query<Run>(`select ${COLUMNS} from sla_recomputes where organisation_id = $1 for update`, [tx.organisationId]);
    if (!run || run.version !== version || run.finishedAt) return true;
    const ids = await this.times.unfinished(tx, run.afterId, BATCH);
    if (ids.length > 0) await this.recompute.execute(tx, ids, { fresh: SILENCE, quiet: true, others: 'wait' });
    const isAll = ids.length < BATCH;
    tx.write(
      `update sla_recomputes set done = case when $3 then total else least(total, done + $2) end, after_id = coalesce($4, after_id),
         finished_at = case when $3 then $5::timestamptz end where organisation_id = $1`,
      [tx.organisationId, ids.length, isAll, ids.at(-1) ?? null, this.clock.now()],
    );
    this.tell(tx, isAll);
    return isAll;
  }

  private plan(tx: Tx, version: number): Promise<void> {
    return this.jobs.add(tx, recomputeClocks, { version }, { key: `recompute-clocks:${tx.organisationId}` });
  }

  private tell(tx: Tx, now = false): void {
    const organisationId = tx.organisationId ?? '';
    const tell = () => {
      void inOrganisation(organisationId, () => this.unitOfWork.read((reader) => this.state(reader)))
        .then((recompute) => recompute && this.realtime.toOrganisation(organisationId, 'sla.recompute', { recompute }))
        // The console asks, too, when it begins to look.
        .catch(() => undefined);
    };
    tx.afterCommit(() => (now ? this.progress.runNow(organisationId, tell) : this.progress.run(organisationId, tell)));
  }
}

function toRecompute({ total, done, startedAt, finishedAt }: Run): SlaRecompute {
  return { total, done, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}
