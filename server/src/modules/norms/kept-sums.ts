import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';

/** What is kept of one day (of an own norm) or one week (of a marketplace). */
export interface KeptSum<Sums> {
  /** The id of an own norm, or the kind of a marketplace. */
  readonly subject: string;
  /** Its first day. */
  readonly period: string;
  readonly sums: Sums;
}

/**
 * Sums of questions that have ended, by the days on which they were asked, so that nobody counts years again for every look. What has ended
 * is judged once and for all; a sum goes when a question of its day changes (a trigger of the table sees to that), and is counted anew.
 */
@Injectable()
export class KeptSums {
  /** By subject and period. */
  async read<Sums>(reader: Reader, subjects: readonly string[], from: string): Promise<ReadonlyMap<string, ReadonlyMap<string, Sums>>> {
    if (subjects.length === 0) return new Map();
    const rows = await reader.query<KeptSum<Sums>>(
      'select subject, period::text as period, sums from norm_sums where organisation_id = $1 and subject = any($2) and period >= $3',
      [reader.organisationId, subjects, from],
    );
    const found = new Map<string, Map<string, Sums>>();
    for (const { subject, period, sums } of rows) found.set(subject, (found.get(subject) ?? new Map<string, Sums>()).set(period, sums));
    return found;
  }

  /** Nobody changes a question until the transaction ends: ask before anything is counted. */
  async hold(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lockOf(tx)]);
  }

  /** Of what was counted since `hold`. */
  write<Sums>(tx: Tx, sums: readonly KeptSum<Sums>[]): void {
    if (sums.length === 0) return;
    tx.write(
      `insert into norm_sums (organisation_id, subject, period, sums)
       select $1, n.subject, n.period, n.sums from jsonb_to_recordset($2::jsonb) as n(subject text, period date, sums jsonb)
       on conflict do nothing`,
      [tx.organisationId, JSON.stringify(sums)],
    );
  }

  /** It means something else from now on, or nothing any more. */
  async forget(tx: Tx, subject: string): Promise<void> {
    // Whoever is counting it as it was is waited for.
    await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [lockOf(tx)]);
    tx.write('delete from norm_sums where organisation_id = $1 and subject = $2', [tx.organisationId, subject]);
  }
}

/** The trigger takes the same one. */
function lockOf({ organisationId }: Tx): string {
  return `norm-sums:${organisationId}`;
}
