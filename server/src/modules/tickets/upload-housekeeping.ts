import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { Housekeeping } from '../../platform/queue/housekeeping.ts';
import { type LeftContents, UnusedContents } from './unused-contents.ts';

const EVERY_MS = 3_600_000;
/** A letter that is begun in a tab is known to that tab alone, and a tab stays open over a weekend. */
export const UPLOADS_KEPT_DAYS = 7;
const BATCH = 200;

/** Forgets files that colleagues added to what they never sent, once no draft holds them, with contents that nothing else has. */
@Injectable()
export class UploadHousekeeping extends Housekeeping {
  protected override readonly everyMs = EVERY_MS;
  protected override readonly trouble = 'Uploads that were never sent could not be cleaned up';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly unused: UnusedContents,
    config: Config,
    private readonly clock: Clock,
    log: Log,
  ) {
    super(config, log.named('uploads'));
  }

  override async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UPLOADS_KEPT_DAYS * 86_400_000);
    let after: string | undefined;
    do {
      const ids = await this.unitOfWork.system('housekeeping', (tx) => abandoned(tx, before, after));
      for (const id of ids) await this.unused.drop((tx) => release(tx, id));
      after = ids.length === BATCH ? ids.at(-1) : undefined;
    } while (after);
  }
}

/** Also what was written in a ticket that went up in another holds its files: taken back, the merge brings it back. */
async function abandoned(tx: Tx, before: Date, after: string | undefined): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with moved as materialized (
       select organisation_id, (merge_undo->'drafts')::text as words from tickets
        where merged_into_id is not null and merge_undo->'drafts' <> '[]')
     select a.id from attachments a
      where a.message_id is null and a.created_at < $1 and ($2::uuid is null or a.id > $2) and not ${IN_A_DRAFT}
        and not exists (select from moved m where m.organisation_id = a.organisation_id and strpos(m.words, a.id::text) > 0)
      order by a.id limit ${BATCH}`,
    [before, after ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Nobody else sees an upload, so nobody else's draft has it. */
const IN_A_DRAFT = `exists (select from drafts d
  where d.organisation_id = a.organisation_id and d.agent_id = a.uploaded_by and strpos(d.content::text, a.id::text) > 0)`;

/** Unless it is being sent, or put into a draft, at this moment. */
async function release(tx: Tx, id: string): Promise<LeftContents | undefined> {
  const [held] = await tx.query('select id from attachments where id = $1 and message_id is null for update skip locked', [id]);
  if (!held) return undefined;
  const [left] = await tx.query<LeftContents>(
    `delete from attachments a using files f where a.id = $1 and f.id = a.file_id and not ${IN_A_DRAFT}
     returning f.organisation_id as "organisationId", f.sha256, f.storage_key as "storageKey"`,
    [id],
  );
  return left;
}
