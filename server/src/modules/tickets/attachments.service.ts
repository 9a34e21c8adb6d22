import { type Attachment } from '@balie/shared/contracts/files.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { attach, registerFiles } from './attach-files.ts';
import { fileNameOf } from './attachment-file.ts';
import { toAttachment } from './attachment-row.ts';
import { FileScanner, type ScanState } from './file-scanner.ts';
import { sniffContentType } from './sniff-content-type.ts';
import { StoredFiles } from './stored-files.ts';
import { FileInfected } from './ticket.errors.ts';

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
  readonly fileId: string;
  readonly scan: ScanState | null;
  readonly virus: string | null;
}

/** Files of messages, and uploads that wait to be sent with one. */
@Injectable()
export class Attachments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: StoredFiles,
    private readonly scanner: FileScanner,
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
    const { fileId, storageKey, scan, virus } = await this.find(kept.id, agentId);
    const known = await this.scanner.stateOf({ id: fileId, storageKey, scan, virus });
    if (known.scan === 'infected') {
      await this.unitOfWork.run((tx) =>
        tx.query('delete from attachments where organisation_id = $1 and id = $2', [tx.organisationId, kept.id]),
      );
      throw new FileInfected(known.virus ?? '');
    }
    const state = known.scan && { state: known.scan, virus: known.virus };
    return toAttachment({ ...kept, sizeBytes: file.sizeBytes, link: null, scan: state });
  }

  /** An upload that is not sent yet is its uploader's alone. @throws {NotFound} */
  async find(attachmentId: string, agentId: string): Promise<FoundAttachment> {
    const [found] = await this.unitOfWork.run((tx) =>
      tx.query<FoundAttachment>(
        `select a.name, a.content_type as "contentType", f.size_bytes::float8 as "sizeBytes", f.storage_key as "storageKey",
                f.id as "fileId", f.scan, f.virus
           from attachments a join files f on f.id = a.file_id
          where a.id = $1 and a.organisation_id = $2 and (a.message_id is not null or a.uploaded_by = $3)`,
        [attachmentId, tx.organisationId, agentId],
      ),
    );
    if (!found) throw new NotFound('file');
    return found;
  }
}
