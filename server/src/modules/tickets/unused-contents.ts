import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';

const DAY_MS = 86_400_000;

/** Contents in the file storage that something referred to until now. */
export interface LeftContents {
  readonly organisationId: string;
  readonly sha256: string;
  readonly storageKey: string;
}

/** Whether something refers to contents by their key, beside the files of messages. Asked in a system scope. */
type ContentsHolder = (tx: Tx, storageKey: string) => Promise<boolean>;

/** Somebody is about to use the same contents. */
class StoredAnew extends Error {}

/**
 * Takes contents away with the last that refers to them. Whoever uses contents has stored them just before, so what was written within
 * a day stays, whether a row tells of it by now or not.
 */
@Injectable()
export class UnusedContents {
  private readonly holders: ContentsHolder[] = [];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** Call it in `onModuleInit`. */
  register(holder: ContentsHolder): void {
    this.holders.push(holder);
  }

  /**
   * @param release deletes what refers to the contents, in a system scope; undefined: it is gone already, or wanted after all
   * @returns false: the contents were stored anew, and everything is as it was
   */
  async drop(release: (tx: Tx) => Promise<LeftContents | undefined>): Promise<boolean> {
    try {
      await this.unitOfWork.system('housekeeping', async (tx) => {
        const left = await release(tx);
        if (left && !(await this.isUsed(tx, left))) await this.remove(left.storageKey);
      });
      return true;
    } catch (error) {
      if (error instanceof StoredAnew) return false;
      throw error;
    }
  }

  /** Deletes the row of the file where no message and no upload has it. */
  private async isUsed(tx: Tx, { organisationId, sha256, storageKey }: LeftContents): Promise<boolean> {
    for (const holder of this.holders) if (await holder(tx, storageKey)) return true;
    // Who gives the file to a message keeps its row locked: the next statement sees that message.
    const [file] = await tx.query<{ id: string }>('select id from files where organisation_id = $1 and sha256 = $2 for update', [
      organisationId,
      sha256,
    ]);
    if (!file) return false;
    const gone = await tx.execute('delete from files f where f.id = $1 and not exists (select from attachments a where a.file_id = f.id)', [
      file.id,
    ]);
    return gone === 0;
  }

  private async remove(storageKey: string): Promise<void> {
    const before = new Date(this.clock.now().getTime() - DAY_MS);
    if (!(await this.storage.deleteOlder(storageKey, before))) throw new StoredAnew();
  }
}
