import type { Attachment } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { attach, registerFiles } from './attach-files.ts';
import { fileNameOf } from './attachment-file.ts';
import { toAttachment } from './attachment-row.ts';
import { sniffContentType } from './sniff-content-type.ts';
import { StoredFiles } from './stored-files.ts';

export interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly contents: Buffer;
  readonly inline: boolean;
}
export interface FoundAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly storageKey: string;
}

/** Files of messages, and uploads that wait to be sent with one. */
@Injectable()
export class Attachments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: StoredFiles,
    private readonly clock: Clock,
  ) {}

  async upload(agentId: string, upload: Upload): Promise<Attachment> {
    const contentType = await sniffContentType(upload.contents, upload.contentType);
    const file = await this.files.store(upload.contents);
    const kept = { id: newId(), name: fileNameOf(upload.name), contentType, inline: upload.inline };
    await this.unitOfWork.run(async (tx) => {
      await registerFiles(tx, [file]);
      await attach(tx, [{ ...file, ...kept, contentId: null }], { messageId: null, uploadedBy: agentId, at: this.clock.now() });
    });
    return toAttachment({ ...kept, sizeBytes: file.sizeBytes, link: null });
  }

  /** An upload that is not sent yet is its uploader's alone. @throws {NotFound} */
  async find(attachmentId: string, agentId: string): Promise<FoundAttachment> {
    const [found] = await this.unitOfWork.run((tx) =>
      tx.query<FoundAttachment>(
        `select a.name, a.content_type as "contentType", f.size_bytes::float8 as "sizeBytes", f.storage_key as "storageKey"
           from attachments a join files f on f.id = a.file_id
          where a.id = $1 and a.organisation_id = $2 and (a.message_id is not null or a.uploaded_by = $3)`,
        [attachmentId, tx.organisationId, agentId],
      ),
    );
    if (!found) throw new NotFound('file');
    return found;
  }
}
