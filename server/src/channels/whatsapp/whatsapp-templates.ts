import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MessageTemplates, type ProviderTemplate } from '../../modules/tickets/public.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { ChannelAccountForAdapter, ParsedRaw, TemplateListing } from '../core/channel-adapter.ts';
import { TemplateSync } from '../core/template-sync.ts';
import { GraphApi, GraphRefused, GraphUnreachable } from './graph-api.ts';
import { statusOf, templatePage, toTemplate } from './graph-templates.ts';
import { secretsOf, settingsOf } from './whatsapp-account.ts';

const FIELDS = 'id,name,language,status,category,components,rejected_reason';
const PAGE = 100;
/** Meta lets a business have 6,000 at most. */
const MAX_PAGES = 100;

export const templateNews = z.looseObject({
  told: z.literal('other'),
  field: z.enum(['message_template_status_update', 'message_template_components_update', 'template_category_update']),
  businessAccountId: z.string(),
  value: z.looseObject({
    event: z.string().optional().catch(undefined),
    message_template_id: z.coerce.string().optional().catch(undefined),
    reason: z.string().nullish().catch(undefined),
  }),
});

/** The texts that Meta has approved for a business account. */
@Injectable()
export class WhatsAppTemplates {
  constructor(
    private readonly graph: GraphApi,
    private readonly sync: TemplateSync,
    private readonly templates: MessageTemplates,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async list(account: ChannelAccountForAdapter): Promise<TemplateListing> {
    const { businessAccountId } = settingsOf(account);
    const { accessToken } = secretsOf(account);
    const found: ProviderTemplate[] = [];
    try {
      let after: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const query = new URLSearchParams({ fields: FIELDS, limit: String(PAGE), ...(after ? { after } : {}) });
        const { data, paging } = await this.graph.get(accessToken, `${businessAccountId}/message_templates?${query}`, templatePage);
        found.push(...data.map(toTemplate).filter((template) => template !== undefined));
        after = paging?.next === undefined ? undefined : paging.cursors?.after;
        if (after === undefined) break;
      }
    } catch (error) {
      if (error instanceof GraphUnreachable) return { outcome: 'retry', reason: error.message };
      if (!(error instanceof GraphRefused)) throw error;
      const { reaction, reason } = error.verdict;
      return { outcome: reaction === 'later' || reaction === 'throttled' ? 'retry' : 'rejected', reason };
    }
    return { outcome: 'listed', templates: found };
  }

  /** Meta says that one has changed: its state counts at once, and all are fetched anew. */
  news({ businessAccountId, value }: z.infer<typeof templateNews>): ParsedRaw {
    return {
      outcome: 'event',
      take: async (tx) => {
        const accountIds = await this.accountsOf(tx, businessAccountId);
        const { event, message_template_id: id, reason } = value;
        if (event !== undefined && id !== undefined) {
          await this.templates.setStatus(tx, accountIds, id, statusOf(event), reason && reason !== 'NONE' ? reason : null);
        }
        for (const accountId of accountIds) await this.sync.plan(tx, accountId);
        return null;
      },
    };
  }

  /** One of them does not go any more, whatever we know of it. */
  async look(accountId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.sync.plan(tx, accountId));
  }

  private async accountsOf(tx: Tx, businessAccountId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from channel_accounts
        where organisation_id = $1 and kind = 'whatsapp' and settings->>'businessAccountId' = $2 and removed_at is null`,
      [tx.organisationId, businessAccountId],
    );
    return rows.map(({ id }) => id);
  }
}
