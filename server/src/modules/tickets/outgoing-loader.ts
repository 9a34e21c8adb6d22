import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { fillSignature, firstNameOf } from '@balie/shared/domain/signature.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { linkAddress } from './file-links.ts';
import type { OutgoingAttachment, OutgoingMessage, OutgoingTemplate, QuotedMessage } from './outgoing-messages.ts';

/** Of a long conversation the first message and the newest are named; receivers thread by them. */
const MAX_REFERENCES = 20;

type AttachmentRow = Omit<OutgoingAttachment, 'link'> & { readonly token: string | null; readonly expiresAt: string | null };

interface OutgoingRecord {
  readonly id: string;
  readonly ticket_id: string;
  readonly number: number;
  readonly channel_account_id: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly to_addresses: MailAddress[];
  readonly cc_addresses: MailAddress[];
  readonly bcc_addresses: MailAddress[];
  readonly reply_token: string;
  readonly author_name: string;
  readonly automatic: boolean;
  readonly created_at: Date;
  readonly external_id: string | null;
  readonly attempts: number;
  readonly shop_name: string;
  readonly shop_signature: string;
  readonly agent_signature: string | null;
  readonly contact_name: string;
  readonly agent_locale: 'nl' | 'en' | null;
  readonly quoted_from: MailAddress | null;
  readonly quoted_at: Date | null;
  readonly quoted_html: string | null;
  readonly quoted_text: string | null;
  readonly attachments: AttachmentRow[];
  readonly in_reply_to: string | null;
  readonly conversation: string[];
  readonly template: OutgoingTemplate | null;
  readonly quotes: string | null;
  readonly heard_at: Date | null;
}

/** Everything a channel needs to send a message. */
@Injectable()
export class OutgoingLoader {
  constructor(private readonly config: Config) {}

  /** By id; without those that are gone. */
  async load(tx: Tx, messageIds: readonly string[]): Promise<Map<string, OutgoingMessage>> {
    const rows = await tx.prepared<OutgoingRecord>(
      `select m.id, m.ticket_id, t.number, m.channel_account_id, m.subject, m.html, m.text, m.to_addresses, m.cc_addresses, m.bcc_addresses,
            t.reply_token, m.author_name, m.nature = 'automatic' as automatic, m.created_at, m.external_id, m.attempts,
            s.name as shop_name, s.signature_html as shop_signature, a.signature_html as agent_signature, c.name as contact_name,
            a.locale as agent_locale, q.from_address as quoted_from, q.created_at as quoted_at, q.html as quoted_html, q.text as quoted_text,
            coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'storageKey', f.storage_key, 'name', x.name,
                        'contentType', x.content_type, 'sizeBytes', x.size_bytes, 'inline', x.inline,
                        'fileId', f.id, 'scan', f.scan, 'virus', f.virus,
                        'token', l.token, 'expiresAt', l.expires_at) order by x.position, x.id)
                       from attachments x join files f on f.id = x.file_id
                       left join file_links l on l.attachment_id = x.id where x.message_id = m.id), '[]') as attachments,
            (select e.external_id from messages e
              where e.ticket_id = m.ticket_id and e.direction = 'inbound' and e.created_at <= m.created_at and e.external_id not like 'sha256:%'
              order by e.created_at desc, e.id desc limit 1) as in_reply_to,
            array(select e.external_id from messages e
              where e.ticket_id = m.ticket_id and e.id <> m.id and e.created_at <= m.created_at and e.external_id not like 'sha256:%'
                and e.delivery_state in ('received', 'sending', 'sent', 'delivered', 'read')
              order by e.created_at, e.id) as conversation,
            m.template, (select e.external_id from messages e where e.id = m.quotes_id) as quotes,
            (select w.heard_at from reply_windows w
              where w.channel_account_id = m.channel_account_id and w.address = m.to_addresses->0->>'address') as heard_at
       from messages m
       join tickets t on t.id = m.ticket_id
       join shops s on s.id = t.shop_id
       join contacts c on c.id = t.contact_id
       left join agents a on a.id = m.author_agent_id
       left join lateral (
         select e.from_address, e.created_at, e.html, e.text from messages e
          where s.quote_history and e.ticket_id = m.ticket_id and e.direction = 'inbound' and e.created_at <= m.created_at
          order by e.created_at desc, e.id desc limit 1) q on true
      where m.id = any($1::uuid[]) and m.organisation_id = $2`,
      [messageIds, tx.organisationId],
    );
    return new Map(rows.map((row) => [row.id, this.messageOf(row)]));
  }

  private messageOf(row: OutgoingRecord): OutgoingMessage {
    return {
      id: row.id,
      ticketId: row.ticket_id,
      ticketNumber: row.number,
      channelAccountId: row.channel_account_id,
      subject: row.subject,
      html: row.html,
      text: row.text,
      signatureHtml: signatureOf(row),
      quoted: row.automatic ? null : quotedOf(row),
      to: row.to_addresses,
      cc: row.cc_addresses,
      bcc: row.bcc_addresses,
      attachments: row.attachments.map((attachment) => this.withLink(attachment)),
      inReplyTo: row.in_reply_to,
      references: shortened(row.conversation),
      replyToken: row.reply_token,
      authorName: row.author_name,
      automatic: row.automatic,
      locale: row.agent_locale ?? 'nl',
      createdAt: row.created_at,
      externalId: row.external_id,
      attempt: row.attempts,
      template: row.template,
      quotes: row.quotes,
      heardAt: row.heard_at,
    };
  }

  private withLink({ token, expiresAt, ...attachment }: AttachmentRow): OutgoingAttachment {
    if (token === null || expiresAt === null) return attachment;
    return { ...attachment, link: { url: linkAddress(this.config.publicUrl, token), expiresAt: new Date(expiresAt) } };
  }
}

function quotedOf(row: OutgoingRecord): QuotedMessage | null {
  if (!row.quoted_from || !row.quoted_at) return null;
  return {
    from: row.quoted_from,
    at: row.quoted_at,
    html: row.quoted_html ?? '',
    text: row.quoted_text ?? '',
    locale: row.agent_locale ?? 'nl',
  };
}

function signatureOf(row: OutgoingRecord): string {
  const values = {
    'agent.name': row.author_name,
    'agent.firstName': firstNameOf(row.author_name),
    'shop.name': row.shop_name,
    'ticket.number': String(row.number),
    'customer.name': row.contact_name,
  };
  return fillSignature(values, row.shop_signature, row.agent_signature ?? '');
}

function shortened(conversation: readonly string[]): string[] {
  const [first, ...rest] = conversation;
  return first === undefined ? [] : [first, ...rest.slice(-(MAX_REFERENCES - 1))];
}
