import type { ChatFile } from '@balie/shared/contracts/chat.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { FileScanner, type OutgoingAttachment, StoredFiles } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { type Reader, type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { VirusScanner } from '../../platform/scanner/virus-scanner.ts';
import { ChatFileUnknown } from './chat.errors.ts';
import type { LoggedFile } from './chat-log.ts';
import { FilePasses } from './file-passes.ts';

/** Largest file of a visitor; it is held in memory. */
export const MAX_CHAT_FILE_BYTES = 15 * 1024 * 1024;

export interface KeptFile extends LoggedFile {
  readonly sha256: string | null;
  readonly storageKey: string;
}

const COLUMNS = `f.id, f.name, f.content_type as "contentType", f.size_bytes::float8 as "sizeBytes", f.sha256, f.storage_key as "storageKey"`;

/** Files of a conversation: each belongs to one visitor, and nobody else gets it. */
@Injectable()
export class VisitorFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stored: StoredFiles,
    private readonly virusScanner: VirusScanner,
    private readonly scanner: FileScanner,
    private readonly passes: FilePasses,
    private readonly clock: Clock,
  ) {}

  async upload(key: string, visitorId: string, given: { name: string; contentType: string; contents: Buffer }): Promise<ChatFile> {
    const name = cleanName(given.name);
    const kept = await this.stored.storeIncoming({ ...given, name, contentId: null, inline: false });
    const file = { id: newId(), name, contentType: kept.contentType, sizeBytes: kept.sizeBytes };
    await this.unitOfWork.run((tx) => this.insert(tx, visitorId, { ...file, sha256: kept.sha256, storageKey: kept.storageKey }, false));
    return { ...file, url: this.passes.addressOf(key, file.id, visitorId) };
  }

  /** Those of the visitor's own, in the order asked for. @throws {ChatFileUnknown} */
  async own(tx: Reader, visitorId: string, ids: readonly string[]): Promise<KeptFile[]> {
    if (ids.length === 0) return [];
    const rows = await tx.query<KeptFile>(
      `select ${COLUMNS} from chat_files f where f.organisation_id = $1 and f.visitor_id = $2 and f.id = any($3::uuid[])`,
      [tx.organisationId, visitorId, ids],
    );
    return ids.map((id) => {
      const file = rows.find((row) => row.id === id);
      if (!file) throw new ChatFileUnknown();
      return file;
    });
  }

  /** Those of the visitor's own, sent with a message from now on, in the order asked for. @throws {ChatFileUnknown} */
  async send(visitorId: string, ids: readonly string[]): Promise<KeptFile[]> {
    if (ids.length === 0) return [];
    return this.unitOfWork.run(async (tx) => {
      await tx.query('update chat_files set sent = true where organisation_id = $1 and visitor_id = $2 and id = any($3::uuid[])', [
        tx.organisationId,
        visitorId,
        ids,
      ]);
      return this.own(tx, visitorId, ids);
    });
  }

  /** To be handed to the visitor. @throws {ChatFileUnknown} also for what the virus scanner has not passed */
  async open(visitorId: string, id: string): Promise<KeptFile> {
    const { file, known } = await this.unitOfWork.read(async (tx) => {
      const [found] = await this.own(tx, visitorId, [id]);
      const [row] = await tx.query<Parameters<FileScanner['check']>[0]>(
        `select id, storage_key as "storageKey", scan, virus from files where organisation_id = $1 and storage_key = $2`,
        [tx.organisationId, found?.storageKey],
      );
      return { file: found, known: row };
    });
    // Until its message is in a ticket nobody has looked at an upload.
    if (!file || (!known && this.virusScanner.isOn)) throw new ChatFileUnknown();
    if (known) {
      await this.scanner.check(known).catch(() => {
        throw new ChatFileUnknown();
      });
    }
    return file;
  }

  /** Files of an answer, which the visitor may fetch from now on. */
  async hand(tx: Tx, visitorId: string, attachments: readonly OutgoingAttachment[]): Promise<LoggedFile[]> {
    const files = attachments.map(({ id, name, contentType, sizeBytes, storageKey }) => ({ id, name, contentType, sizeBytes, storageKey }));
    for (const file of files) await this.insert(tx, visitorId, { ...file, sha256: null }, true);
    return files.map(({ storageKey: _, ...file }) => file);
  }

  private async insert(tx: Tx, visitorId: string, file: KeptFile, sent: boolean): Promise<void> {
    await tx.query(
      `insert into chat_files (id, organisation_id, visitor_id, sha256, storage_key, name, content_type, size_bytes, sent, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
      [
        file.id,
        tx.organisationId,
        visitorId,
        file.sha256,
        file.storageKey,
        file.name,
        file.contentType,
        file.sizeBytes,
        sent,
        this.clock.now(),
      ],
    );
  }
}

/** Without folders and what no file system takes. */
function cleanName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').trim();
  return [...storable(name)].slice(0, 200).join('') || 'file';
}
