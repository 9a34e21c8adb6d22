import type { Draft, TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { loadContact } from '../contacts/public.ts';
import { ATTACHMENT_JSON, type AttachmentRecord, toAttachment } from './attachment-row.ts';
import { type PersonalRecord, personalColumns, toPersonalRow } from './personal-row.ts';
import { type ReplyTo, replyTo } from './reply-to.ts';
import { SendingRules } from './sending-rules.ts';
import { TICKET_ROW_COLUMNS, TICKET_ROW_TABLES } from './ticket-row.ts';
import { readTimeline } from './timeline.queries.ts';

interface DetailRecord extends PersonalRecord {
  readonly drafts: (Omit<Draft, 'attachments'> & { readonly attachments: AttachmentRecord[] })[];
  readonly from_inbound: ReplyTo | null;
  readonly from_outbound: ReplyTo | null;
  readonly heard_from: TicketDetail['heardFrom'] | null;
  readonly marketplace: TicketDetail['marketplace'];
}

/** One draft `d` as JSON, with its files in the order they were added. */
const DRAFT_JSON = `jsonb_build_object('kind', d.kind, 'content', d.content, 'updatedAt', d.updated_at, 'attachments', coalesce((
  select jsonb_agg(${ATTACHMENT_JSON} order by w.place)
    from jsonb_array_elements_text(d.content -> 'attachmentIds') with ordinality as w (id, place)
    join attachments a on a.id = w.id::uuid), '[]'))`;

/** Everything the conversation screen shows, in four queries however long the conversation is; one more for who chats. */
@Injectable()
export class TicketDetails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: SendingRules,
  ) {}

  /** @throws {NotFound} */
  read(ticketId: string, agentId: string): Promise<Omit<TicketDetail, 'presence'>> {
    return this.unitOfWork.read(async (tx) => {
      const record = await this.record(tx, ticketId, agentId);
      const ticket = toPersonalRow(record);
      const [contact, timeline] = await Promise.all([loadContact(tx, ticket.contact.id), readTimeline(tx, ticketId)]);
      return {
        ticket,
        contact,
        timeline,
        replyTo: replyTo({ fromInbound: record.from_inbound, fromOutbound: record.from_outbound, contact: ticket.contact }),
        heardFrom: Object.fromEntries(
          Object.entries(record.heard_from ?? {}).map(([accountId, addresses]) => [
            accountId,
            Object.fromEntries(Object.entries(addresses).map(([address, at]) => [address, new Date(at).toISOString()])),
          ]),
        ),
        knownAt: await this.rules.knownAt(tx, contact.identities),
        marketplace: record.marketplace && { ...record.marketplace, since: new Date(record.marketplace.since).toISOString() },
        drafts: record.drafts.map((draft) => ({
          ...draft,
          updatedAt: new Date(draft.updatedAt).toISOString(),
          attachments: draft.attachments.map(toAttachment),
        })),
      };
    });
  }

  private async record(tx: Reader, ticketId: string, agentId: string): Promise<DetailRecord> {
    const [record] = await tx.prepared<DetailRecord>(
      `select ${TICKET_ROW_COLUMNS}, ${personalColumns('$3')},
              coalesce((select jsonb_agg(${DRAFT_JSON} order by d.kind) from drafts d where d.agent_id = $3 and d.ticket_id = t.id), '[]')
                as drafts,
              (select m.reply_recipients from messages m
                where m.ticket_id = t.id and m.direction = 'inbound' and m.reply_recipients is not null
                  and coalesce(m.channel_kind, t.channel_kind) = t.channel_kind
                  and not m.from_stranger and m.nature <> 'bounce'
                order by m.nature = 'personal' desc, m.created_at desc, m.id desc limit 1) as from_inbound,
              (select jsonb_build_object('to', m.to_addresses, 'cc', m.cc_addresses) from messages m
                where m.ticket_id = t.id and m.direction = 'outbound' and m.delivery_state <> 'undone' and not m.aside
                  and coalesce(m.channel_kind, t.channel_kind) = t.channel_kind
                order by m.created_at desc, m.id desc limit 1) as from_outbound,
              (select jsonb_object_agg(h.channel_account_id, h.addresses) from (
                select w.channel_account_id, jsonb_object_agg(w.address, w.heard_at) as addresses
                  from contact_identities i
                  join channel_accounts a on a.organisation_id = t.organisation_id and a.shop_id = t.shop_id and a.removed_at is null
                  join reply_windows w on w.channel_account_id = a.id and w.address = i.value
                 where i.contact_id = t.contact_id group by 1) h) as heard_from,
              (select jsonb_build_object('facts', m.marketplace, 'since', coalesce(t.waiting_since, m.created_at)) from messages m
                where m.ticket_id = t.id and m.marketplace is not null
                order by m.marketplace->>'recognised' = 'question' desc, m.created_at, m.id limit 1) as marketplace
         from ${TICKET_ROW_TABLES} where t.organisation_id = $1 and t.id = $2`,
      [tx.organisationId, ticketId, agentId],
    );
    if (!record) throw new NotFound('ticket');
    return record;
  }
}
