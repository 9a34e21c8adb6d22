import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import type { ScanState } from './file-scanner.ts';
import { ticketsChanged } from './ticket.events.ts';

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;

/** What whoever holds a link may know and fetch. */
export interface LinkedFile {
  readonly attachmentId: string;
  readonly organisationId: string;
  readonly messageId: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly storageKey: string;
  readonly fileId: string;
  readonly scan: ScanState | null;
  readonly virus: string | null;
  readonly shopName: string;
  readonly expiresAt: Date;
  /** Taken back, or too old. */
  readonly isOver: boolean;
}

/** The address at which a customer fetches a file. */
export function linkAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/api/downloads/${token}`;
}

/** Files that customers fetch themselves, because no mail holds them. Who has the link has the file, until it ends. */
@Injectable()
export class FileLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * A link for each; one that has a link keeps it, so that a message that is sent again holds the same ones.
   * @param days how long they work
   */
  async make(
    messageId: string,
    attachmentIds: readonly string[],
    days: number,
  ): Promise<ReadonlyMap<string, { url: string; expiresAt: Date }>> {
    const now = this.clock.now();
    const made = attachmentIds.map((id) => ({ id, token: randomBytes(TOKEN_BYTES).toString('base64url') }));
    const rows = await this.unitOfWork.run(async (tx) => {
      await tx.query(
        `insert into file_links (attachment_id, organisation_id, token, expires_at, created_at)
         select a.id, $1, m.token, $3, $4 from jsonb_to_recordset($2::jsonb) as m(id uuid, token text)
           join attachments a on a.id = m.id and a.organisation_id = $1
         on conflict (attachment_id) do nothing`,
        [tx.organisationId, JSON.stringify(made), new Date(now.getTime() + days * DAY_MS), now],
      );
      await this.tell(tx, messageId);
      return tx.query<{ id: string; token: string; expiresAt: Date }>(
        `select attachment_id as id, token, expires_at as "expiresAt" from file_links where organisation_id = $1 and attachment_id = any($2::uuid[])`,
        [tx.organisationId, attachmentIds],
      );
    });
    return new Map(rows.map(({ id, token, expiresAt }) => [id, { url: linkAddress(this.config.publicUrl, token), expiresAt }]));
  }

  /** Asked by strangers. Undefined when there never was such a link. */
  async find(token: string): Promise<LinkedFile | undefined> {
    const [found] = await this.unitOfWork.system('file-links', (tx) =>
      tx.query<LinkedFile>(
        `select l.attachment_id as "attachmentId", l.organisation_id as "organisationId", a.message_id as "messageId", a.name,
                a.content_type as "contentType", f.size_bytes::float8 as "sizeBytes", f.storage_key as "storageKey",
                f.id as "fileId", f.scan, f.virus, s.name as "shopName",
                l.expires_at as "expiresAt", l.revoked_at is not null or l.expires_at <= $2 as "isOver"
           from file_links l
           join attachments a on a.id = l.attachment_id
           join files f on f.id = a.file_id
           join messages m on m.id = a.message_id
           join tickets t on t.id = m.ticket_id
           join shops s on s.id = t.shop_id
          where l.token = $1`,
        [token, this.clock.now()],
      ),
    );
    return found;
  }

  /** In the scope of the link's organisation. */
  async countDownload({ attachmentId, messageId }: Pick<LinkedFile, 'attachmentId' | 'messageId'>): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await tx.query(
        'update file_links set downloads = downloads + 1, last_download_at = $3 where organisation_id = $1 and attachment_id = $2',
        [tx.organisationId, attachmentId, this.clock.now()],
      );
      await this.tell(tx, messageId);
    });
  }

  /** Nobody fetches it by its link any more. @throws {NotFound} */
  async revoke(attachmentId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const [link] = await tx.query<{ messageId: string }>(
        `update file_links l set revoked_at = coalesce(l.revoked_at, $3) from attachments a
          where l.organisation_id = $1 and l.attachment_id = $2 and a.id = l.attachment_id returning a.message_id as "messageId"`,
        [tx.organisationId, attachmentId, this.clock.now()],
      );
      if (!link) throw new NotFound('link');
      await this.tell(tx, link.messageId);
    });
  }

  private tell(tx: Tx, messageId: string): Promise<void> {
    return this.outbox.add(tx, ticketsChanged, { ticketIds: [], messageIds: [messageId], activityIds: [] });
  }
}
