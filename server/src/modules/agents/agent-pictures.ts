import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v4 as randomId } from 'uuid';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import { PictureUnusable } from './people.errors.ts';
import { peopleChanged } from './people.events.ts';
import { type PictureType, pictureType } from './picture-format.ts';

export const MAX_PICTURE_BYTES = 1024 * 1024;

/** Pictures of colleagues, as others see them. */
@Injectable()
export class AgentPictures {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly storage: FileStorage,
    private readonly outbox: Outbox,
  ) {}

  /** In the place of the one before. @throws {PictureUnusable} */
  async set(agentId: string, contents: Buffer): Promise<void> {
    const type = contents.byteLength <= MAX_PICTURE_BYTES ? pictureType(contents) : undefined;
    if (!type) throw new PictureUnusable();
    // Each has an address of its own, that nobody guesses and everybody may keep.
    const id = randomId();
    await this.storage.put(keyOf(currentOrganisationId(), id), contents);
    await this.replace(agentId, { id, type });
  }

  remove(agentId: string): Promise<void> {
    return this.replace(agentId, undefined);
  }

  /** For whoever has the address. @throws {NotFound} */
  async open(id: string): Promise<{ type: string; contents: Readable }> {
    const [found] = await this.unitOfWork.system('agent-pictures', (tx) =>
      tx.prepared<{ organisationId: string; type: string }>(
        'select organisation_id as "organisationId", picture_type as type from agents where picture_id = $1',
        [id],
      ),
    );
    if (!found) throw new NotFound('picture');
    const contents = await this.storage.stream(keyOf(found.organisationId, id)).catch((error: unknown) => {
      throw error instanceof StoredFileMissing ? new NotFound('picture') : error;
    });
    return { type: found.type, contents };
  }

  private async replace(agentId: string, next: { readonly id: string; readonly type: PictureType } | undefined): Promise<void> {
    const before = await this.unitOfWork.run(async (tx: Tx) => {
      const [row] = await tx.query<{ id: string | null }>(
        'select picture_id as id from agents where organisation_id = $1 and id = $2 for update',
        [tx.organisationId, agentId],
      );
      await tx.query('update agents set picture_id = $3, picture_type = $4 where organisation_id = $1 and id = $2', [
        tx.organisationId,
        agentId,
        next?.id ?? null,
        next?.type ?? null,
      ]);
      await this.outbox.add(tx, peopleChanged, { organisationId: currentOrganisationId() });
      return row?.id;
    });
    // A leftover is harmless: nothing waits for this.
    if (before) void this.storage.delete(keyOf(currentOrganisationId(), before)).catch(() => undefined);
  }
}

const keyOf = (organisationId: string, id: string) => `agent-pictures/${organisationId}/${id}`;

/** Where a picture is shown from; null for who has none. */
export const pictureAddress = (id: string | null): string | null => id && `/api/agent-pictures/${id}`;
