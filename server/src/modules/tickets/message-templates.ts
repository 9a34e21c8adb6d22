import type { MessageTemplate, TemplateContent, TemplateStatus } from '@balie/shared/contracts/templates.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';

/** A template as its provider knows it. */
export interface ProviderTemplate {
  readonly externalId: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: TemplateStatus;
  readonly reason: string | null;
  readonly content: TemplateContent;
  readonly sendable: boolean;
}

type Row = Omit<MessageTemplate, keyof TemplateContent> & { readonly content: TemplateContent };
const COLUMNS = `id, channel_account_id as "channelAccountId", name, language, category, status, reason, sendable, content`;

/** The texts that providers have approved, as they were last fetched. */
@Injectable()
export class MessageTemplates {
  /** Those of one account are exactly these from now on; one that stays keeps its id. */
  async replace(tx: Tx, channelAccountId: string, templates: readonly ProviderTemplate[]): Promise<void> {
    const rows = templates.map((template) => ({ ...template, id: newId() }));
    await tx.query(
      `delete from message_templates where organisation_id = $1 and channel_account_id = $2 and not external_id = any($3::text[])`,
      [tx.organisationId, channelAccountId, rows.map(({ externalId }) => externalId)],
    );
    await tx.query(
      `insert into message_templates (id, organisation_id, channel_account_id, external_id, name, language, category, status, reason, content, sendable)
       select t.id, $1, $2, t."externalId", t.name, t.language, t.category, t.status, t.reason, t.content, t.sendable
         from jsonb_to_recordset($3::jsonb) as t(id uuid, "externalId" text, name text, language text, category text, status text,
                                                reason text, content jsonb, sendable boolean)
       on conflict (channel_account_id, external_id) do update set name = excluded.name, language = excluded.language,
         category = excluded.category, status = excluded.status, reason = excluded.reason, content = excluded.content,
         sendable = excluded.sendable`,
      [tx.organisationId, channelAccountId, storable(JSON.stringify(rows)).replaceAll('\\u0000', '')],
    );
  }

  /** What the provider tells of one, before all are fetched anew. */
  async setStatus(tx: Tx, channelAccountIds: readonly string[], externalId: string, status: TemplateStatus, reason: string | null) {
    await tx.query(
      `update message_templates set status = $4, reason = $5 where organisation_id = $1 and channel_account_id = any($2) and external_id = $3`,
      [tx.organisationId, channelAccountIds, externalId, status, reason],
    );
  }

  /** By name, each with its languages together. */
  async list(tx: Tx, channelAccountId: string): Promise<MessageTemplate[]> {
    const rows = await tx.query<Row>(
      `select ${COLUMNS} from message_templates where organisation_id = $1 and channel_account_id = $2 order by name, language`,
      [tx.organisationId, channelAccountId],
    );
    return rows.map(toTemplate);
  }

  /** Undefined for none, and for one of another account. */
  async find(tx: Tx, channelAccountId: string, id: string): Promise<MessageTemplate | undefined> {
    const [row] = await tx.query<Row>(
      `select ${COLUMNS} from message_templates where organisation_id = $1 and channel_account_id = $2 and id = $3`,
      [tx.organisationId, channelAccountId, id],
    );
    return row && toTemplate(row);
  }
}

function toTemplate({ content, ...row }: Row): MessageTemplate {
  return { ...content, ...row };
}
