import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { CreateImportRequest, ImportRun } from '@balie/shared/contracts/imports.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { addForgetJob } from './import.job.ts';
import { IMPORT_RUN_COLUMNS, type ImportRunRecord, toImportRun } from './import-run-row.ts';

const marker = z.tuple([z.iso.datetime(), z.uuid()]);
/** Files that were never started are thrown away after this. */
const ABANDONED_MS = 24 * 3_600_000;

/** The runs of an organisation: looking at them, making and removing them. What happens to one is in `ImportActions`. */
@Injectable()
export class ImportRuns {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(tx: Tx, { cursor, limit }: PageQuery): Promise<{ items: ImportRun[]; nextCursor: string | null }> {
    const [at, id] = cursor ? decodeCursor(cursor, marker) : [null, null];
    const rows = await tx.query<ImportRunRecord>(
      `select ${IMPORT_RUN_COLUMNS} from import_runs r
        where r.organisation_id = $1 and ($2::timestamptz is null or (r.created_at, r.id) < ($2, $3::uuid))
        order by r.created_at desc, r.id desc limit $4`,
      [tx.organisationId, at, id, limit + 1],
    );
    return toPage(rows, limit, toImportRun, (row) => [row.created_at.toISOString(), row.id]);
  }

  /** @throws {NotFound} */
  async get(tx: Tx, id: string): Promise<ImportRun> {
    return toImportRun(await this.record(tx, id));
  }

  /** @param lock keeps it as it is until the transaction ends @throws {NotFound} */
  async record(tx: Tx, id: string, { lock = false } = {}): Promise<ImportRunRecord> {
    const [row] = await tx.query<ImportRunRecord>(
      `select ${IMPORT_RUN_COLUMNS} from import_runs r where r.organisation_id = $1 and r.id = $2 ${lock ? 'for update of r' : ''}`,
      [tx.organisationId, id],
    );
    if (!row) throw new NotFound('import');
    return row;
  }

  /** @throws {NotFound} when there is no such channel */
  async create(tx: Tx, agentId: string, { source, channelAccountId }: CreateImportRequest): Promise<ImportRun> {
    const channels = await tx.query('select 1 from channel_accounts where organisation_id = $1 and id = $2 and removed_at is null', [
      tx.organisationId,
      channelAccountId,
    ]);
    if (channels.length === 0) throw new NotFound('channel');
    const id = newId();
    const now = this.clock.now();
    await tx.query(
      `insert into import_runs (id, organisation_id, channel_account_id, started_by, source, state, created_at, updated_at)
       values ($1, $2, $3, $4, $5, 'uploading', $6, $6)`,
      [id, tx.organisationId, channelAccountId, agentId, source, now],
    );
    await addForgetJob(this.jobs, tx, id, new Date(now.getTime() + ABANDONED_MS));
    return this.get(tx, id);
  }

  /** The tickets stay. @returns keys of files that nothing refers to any more @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<string[]> {
    const { files } = await this.record(tx, id, { lock: true });
    await tx.query('delete from import_runs where organisation_id = $1 and id = $2', [tx.organisationId, id]);
    return files.flatMap(({ storageKey }) => (storageKey === null ? [] : [storageKey]));
  }

  /** The files are no longer needed. @returns their keys */
  async letFilesGo(tx: Tx, id: string): Promise<string[]> {
    const gone = await tx.query<{ key: string }>(
      `with known as (
         select id, storage_key as key from import_files where organisation_id = $1 and run_id = $2 and storage_key is not null for update
       ), cleared as (update import_files f set storage_key = null from known where f.id = known.id)
       select key from known`,
      [tx.organisationId, id],
    );
    return gone.map(({ key }) => key);
  }
}
