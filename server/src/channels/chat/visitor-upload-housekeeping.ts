import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type LeftContents, UnusedContents, UPLOADS_KEPT_DAYS } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';

const EVERY_MS = 3_600_000;
const BATCH = 200;

/** Forgets files that visitors added to what they never sent: a browser that was offline for long may still send them for a week. */
@Injectable()
export class VisitorUploadHousekeeping extends Housekeeping implements OnModuleInit {
  protected override readonly everyMs = EVERY_MS;
  protected override readonly trouble = 'Files of visitors that were never sent could not be cleaned up';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly unused: UnusedContents,
    config: Config,
    private readonly clock: Clock,
    log: Log,
  ) {
    super(config, log.named('chat'));
  }

  onModuleInit(): void {
    this.unused.register(async (tx, storageKey) => {
      const files = await tx.query('select id from chat_files where storage_key = $1 limit 1', [storageKey]);
      return files.length > 0;
    });
  }

  override async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UPLOADS_KEPT_DAYS * 86_400_000);
    let after: string | undefined;
    do {
      const ids = await this.unitOfWork.system('housekeeping', (tx) => waiting(tx, before, after));
      for (const id of ids) await this.unused.drop((tx) => release(tx, id));
      after = ids.length === BATCH ? ids.at(-1) : undefined;
    } while (after);
  }
}

async function waiting(tx: Tx, before: Date, after: string | undefined): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from chat_files where not sent and created_at < $1 and ($2::uuid is null or id > $2) order by id limit ${BATCH}`,
    [before, after ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Unless it was sent just now. */
async function release(tx: Tx, id: string): Promise<LeftContents | undefined> {
  const [left] = await tx.query<LeftContents>(
    `delete from chat_files where id = $1 and not sent
     returning organisation_id as "organisationId", sha256, storage_key as "storageKey"`,
    [id],
  );
  return left;
}
