import type { Tx } from '../../platform/database/unit-of-work.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import type { Jobs } from '../../platform/queue/jobs.ts';

/** Brings the items of a run in, for one turn. */
export const runImport = jobType<{ runId: string }>('run-import');
/** Throws the files of a run away that nobody needs any more. */
export const forgetImport = jobType<{ runId: string }>('forget-import');

/** So many imports are at work at once, over all organisations: replies and new mail use the same workers. */
const LANES = 2;

/** One waiting job per run; the runs of an organisation take turns. */
export function addImportJob(jobs: Jobs, tx: Tx, runId: string): Promise<void> {
  const lane = Number.parseInt((tx.organisationId ?? runId).slice(-4), 16) % LANES;
  return jobs.add(tx, runImport, { runId }, { key: `run-import:${runId}`, queue: `imports:${lane}` });
}

export function addForgetJob(jobs: Jobs, tx: Tx, runId: string, runAt: Date): Promise<void> {
  return jobs.add(tx, forgetImport, { runId }, { key: `forget-import:${runId}`, runAt });
}
