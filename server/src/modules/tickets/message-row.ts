import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { DeliveryState, Message } from '@balie/shared/contracts/tickets.ts';
import { type AttachmentRecord, attachmentsOf, toAttachment } from './attachment-row.ts';
import { REACTIONS_OF_MESSAGE, type ReactionRecord } from './message-reactions.ts';

/** Everything `toMessage` needs of `messages m`, its files included, in one query for any number of messages. */
export const MESSAGE_COLUMNS = `
  m.id, m.ticket_id, m.direction, m.nature, m.from_stranger, m.new_subject, m.forwarded_by, m.bounce, m.channel_kind, m.author_agent_id, m.author_contact_id, m.author_name, m.author_address,
  m.subject, m.from_address, m.to_addresses, m.cc_addresses, m.bcc_addresses, m.html, m.text,
  (m.full_html is not null or m.full_text is not null) as has_quoted, m.has_remote_images, m.mention_ids, m.left_out, m.call, m.marketplace,
  m.delivery_state, m.undo_until, m.attempts, m.next_attempt_at, m.waits_for, m.delivery_reason, m.created_at, m.arrived_at,
  m.template, ${REACTIONS_OF_MESSAGE},
  (select jsonb_build_object('messageId', q.id, 'direction', q.direction, 'name', q.author_name, 'text', left(q.text, 200))
     from messages q where q.id = m.quotes_id) as quoted,
  ${attachmentsOf('m.id')} as attachments`;

export interface MessageRecord {
  readonly id: string;
  readonly ticket_id: string;
  readonly direction: Message['direction'];
  readonly nature: Message['nature'];
  readonly from_stranger: boolean;
  readonly new_subject: boolean;
  readonly forwarded_by: MailAddress | null;
  readonly bounce: Message['delivery']['bounce'];
  readonly channel_kind: ChannelKind | null;
  readonly author_agent_id: string | null;
  readonly author_contact_id: string | null;
  readonly author_name: string;
  readonly author_address: string;
  readonly subject: string;
  readonly from_address: MailAddress | null;
  readonly to_addresses: MailAddress[];
  readonly cc_addresses: MailAddress[];
  readonly bcc_addresses: MailAddress[];
  readonly html: string;
  readonly text: string;
  readonly has_quoted: boolean;
  readonly has_remote_images: boolean;
  readonly mention_ids: string[];
  readonly call: Message['call'];
  readonly marketplace: Message['marketplace'];
  readonly left_out: Message['leftOut'] | null;
  readonly delivery_state: DeliveryState;
  readonly undo_until: Date | null;
  readonly attempts: number;
  readonly next_attempt_at: Date | null;
  readonly waits_for: Message['delivery']['waitsFor'];
  readonly delivery_reason: string | null;
  readonly created_at: Date;
  readonly arrived_at: Date | null;
  readonly attachments: AttachmentRecord[];
  readonly template: Message['template'];
  readonly reactions: ReactionRecord[] | null;
  readonly quoted: Message['quoted'];
}

export function toMessage(record: MessageRecord): Message {
  return {
    id: record.id,
    ticketId: record.ticket_id,
    direction: record.direction,
    nature: record.nature,
    fromStranger: record.from_stranger,
    newSubject: record.new_subject,
    forwardedBy: record.forwarded_by,
    channelKind: record.channel_kind,
    author: {
      agentId: record.author_agent_id,
      contactId: record.author_contact_id,
      name: record.author_name,
      address: record.author_address,
    },
    subject: record.subject,
    from: record.from_address,
    to: record.to_addresses,
    cc: record.cc_addresses,
    bcc: record.bcc_addresses,
    html: record.html,
    text: record.text,
    hasQuoted: record.has_quoted,
    hasRemoteImages: record.has_remote_images,
    attachments: record.attachments.map(toAttachment),
    leftOut: record.left_out ?? [],
    mentionIds: record.mention_ids,
    call: record.call,
    quoted: record.quoted,
    reactions: record.reactions ?? [],
    template: record.template && { name: record.template.name, language: record.template.language },
    marketplace: record.marketplace,
    delivery: {
      state: record.delivery_state,
      undoUntil: record.undo_until?.toISOString() ?? null,
      attempts: record.attempts,
      nextAttemptAt: record.next_attempt_at?.toISOString() ?? null,
      waitsFor: record.waits_for,
      reason: record.delivery_reason,
      bounce: record.bounce,
    },
    createdAt: record.created_at.toISOString(),
    arrivedAt: (record.arrived_at ?? record.created_at).toISOString(),
  };
}
