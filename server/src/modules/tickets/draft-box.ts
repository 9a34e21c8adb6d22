import type { Draft, SaveDraftRequest } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { ATTACHMENT_JSON, type AttachmentRecord, toAttachment } from './attachment-row.ts';

export interface DraftKey {
  readonly agentId: string;
  readonly ticketId: string;
  readonly kind: Draft['kind'];
}

/** What each colleague has begun to write, kept per ticket. Every change is told to their other tabs. */
@Injectable()
export class DraftBox {
  constructor(
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  /** @param clientId the tab that wrote it and need not read it again */
  async put(tx: Tx, key: DraftKey, written: SaveDraftRequest, clientId: string): Promise<Draft> {
    const updatedAt = this.clock.now();
    const attachments = await this.attachments(tx, key.agentId, written.attachmentIds);
    // Ids that are nobody's here, or somebody else's, are not kept.
    const content = { ...written, attachmentIds: attachments.map(({ id }) => id) };
    await tx.query(
      `insert into drafts (agent_id, ticket_id, kind, organisation_id, content, updated_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (agent_id, ticket_id, kind) do update set content = excluded.content, updated_at = excluded.updated_at`,
      [key.agentId, key.ticketId, key.kind, tx.organisationId, JSON.stringify(content), updatedAt],
    );
    this.tell(tx, key, clientId);
    return { kind: key.kind, content, attachments, updatedAt: updatedAt.toISOString() };
  }

  async get(tx: Tx, key: DraftKey): Promise<SaveDraftRequest | undefined> {
    const [row] = await tx.query<{ content: SaveDraftRequest }>(
      'select content from drafts where agent_id = $1 and ticket_id = $2 and kind = $3 and organisation_id = $4',
      [key.agentId, key.ticketId, key.kind, tx.organisationId],
    );
    return row?.content;
  }

  /** The template of a draft was sent: what had been written before it was chosen stays. */
  async discardTemplate(tx: Tx, key: DraftKey, clientId: string): Promise<void> {
    const { template, ...words } = (await this.get(tx, key)) ?? { html: '', attachmentIds: [] };
    const attachmentIds = words.attachmentIds.filter((id) => id !== template?.fileId);
    if (attachmentIds.length === 0 && isTextless(words.html)) await this.discard(tx, key, clientId);
    else await this.put(tx, key, { ...words, attachmentIds }, clientId);
  }

  async discard(tx: Tx, key: DraftKey, clientId: string): Promise<void> {
    const gone = await tx.execute('delete from drafts where agent_id = $1 and ticket_id = $2 and kind = $3 and organisation_id = $4', [
      key.agentId,
      key.ticketId,
      key.kind,
      tx.organisationId,
    ]);
    if (gone > 0) this.tell(tx, key, clientId);
  }

  /** @param clientId the tab that knows of it already; empty when all have to read it */
  tell(tx: Tx, { agentId, ticketId }: Omit<DraftKey, 'kind'>, clientId: string): void {
    tx.afterCommit(() => this.realtime.toAgent(agentId, 'draft.changed', { ticketId, from: clientId }));
  }

  private async attachments(tx: Tx, agentId: string, ids: readonly string[]): Promise<Draft['attachments']> {
    if (ids.length === 0) return [];
    const rows = await tx.query<{ attachment: AttachmentRecord }>(
      `select ${ATTACHMENT_JSON} as attachment from attachments a where a.id = any($1::uuid[]) and a.organisation_id = $2
          and (a.message_id is not null or a.uploaded_by = $3)
        order by array_position($1::uuid[], a.id) for key share of a`,
      [ids, tx.organisationId, agentId],
    );
    return rows.map((row) => toAttachment(row.attachment));
  }
}

function isTextless(html: string): boolean {
  return !/<img\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;/g, '').trim() === '';
}
