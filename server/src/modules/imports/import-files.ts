import { type Readable, Transform } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { storable } from '../../platform/database/storable.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import { ImportNotPossible, StorageFull } from './import.errors.ts';
import { ImportRuns } from './import-runs.ts';

/** The files of a run, from upload until nobody needs them any more. */
@Injectable()
export class ImportFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: ImportRuns,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | ImportNotPossible} when it takes no files (any more) */
  async expect(runId: string): Promise<void> {
    const { state } = await this.unitOfWork.run((tx) => this.runs.record(tx, runId));
    if (state !== 'uploading') throw new ImportNotPossible(state);
  }

  /**
   * Streams a file into the storage; it counts once it is whole.
   * @param isWhole asked at the end: false when the sender broke off or sent too much
   * @throws {StorageFull}
   */
  async add(runId: string, name: string, contents: Readable, isWhole: () => boolean): Promise<boolean> {
    const id = newId();
    const storageKey = `imports/${currentOrganisationId()}/${runId}/${id}`;
    let sizeBytes = 0;
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        sizeBytes += chunk.length;
        done(null, chunk);
      },
    });
    // Told of its end only by the storage: a sender that breaks off makes both fail.
    contents.once('error', (error) => counted.destroy(error));
    await this.storage.putStream(storageKey, contents.pipe(counted)).catch((error: unknown) => {
      throw (error as { code?: unknown }).code === 'ENOSPC' ? new StorageFull() : error;
    });
    if (!isWhole()) {
      await this.storage.delete(storageKey);
      return false;
    }
    await this.unitOfWork.run(async (tx) => {
      const { state } = await this.runs.record(tx, runId, { lock: true });
      if (state !== 'uploading') throw new ImportNotPossible(state);
      await tx.query(
        `insert into import_files (id, organisation_id, run_id, name, size_bytes, storage_key, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, tx.organisationId, runId, storable(name).slice(0, 300) || '?', sizeBytes, storageKey, this.clock.now()],
      );
    });
    return true;
  }

  /** Throws the contents away; the run still tells their names. */
  async letGo(runId: string): Promise<void> {
    const keys = await this.unitOfWork.run((tx) => this.runs.letFilesGo(tx, runId));
    await this.delete(keys);
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.storage.delete(key);
  }
}
