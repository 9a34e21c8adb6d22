import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { DeliveryState, Message } from '@balie/shared/contracts/tickets.ts';
import { inPowers, type RowsWrite, valuesOf } from '../../platform/database/gathered-rows.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { OutgoingTemplate } from './outgoing-messages.ts';

/** A message as it is written; what is left out has the column's own default. */
export interface NewMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly direction: Message['direction'];
  readonly channelAccountId?: string;
  readonly channelKind?: ChannelKind;
  readonly authorAgentId?: string;
  readonly authorContactId?: string;
  readonly authorName: string;
  readonly authorAddress?: string;
  readonly subject?: string;
  readonly from?: MailAddress;
  readonly to?: readonly MailAddress[];
  readonly cc?: readonly MailAddress[];
  readonly bcc?: readonly MailAddress[];
  readonly replyRecipients?: { readonly to: readonly MailAddress[]; readonly cc: readonly MailAddress[] };
  readonly html: string;
  readonly text: string;
  readonly fullHtml?: string | null;
  readonly fullText?: string | null;
  readonly hasRemoteImages?: boolean;
  readonly mentionIds?: readonly string[];
  readonly externalId?: string;
  readonly contentHash?: string;
  readonly threadReferences?: readonly string[];
  readonly idempotencyKey?: string;
  readonly rawMessageId?: string | null;
  readonly deliveryState?: DeliveryState;
  readonly undoUntil?: Date;
  readonly ticketBefore?: object;
  readonly nature?: Message['nature'];
  readonly fromStranger?: boolean;
  readonly newSubject?: boolean;
  readonly forwardedBy?: MailAddress | null;
  readonly call?: Message['call'];
  readonly marketplace?: Message['marketplace'];
  readonly leftOut?: Message['leftOut'];
  /** Ours, and to none of the ticket's customers. */
  readonly aside?: boolean;
  readonly template?: OutgoingTemplate | undefined;
  readonly quotesId?: string | undefined;
  /** The same, by the id under which it is known outside: where that is not here, there is nothing to refer to. */
  readonly quotesExternalId?: string | undefined;
  readonly sentAt?: Date;
  readonly createdAt: Date;
  /** When it came in here, where that may be later. */
  readonly arrivedAt?: Date | undefined;
}

interface Row {
  readonly organisationId: string | undefined;
  /** In the order of the columns. */
  readonly values: readonly unknown[];
}

/** How many parameters each message has, beside the organisation. */
const WIDTH = 43;

export async function storeMessage(tx: Tx, message: NewMessage): Promise<void> {
  tx.gather(MESSAGES, { organisationId: tx.organisationId, values: valuesOfMessage(message) });
}

const MESSAGES: RowsWrite<Row> = {
  rank: 20,
  statements: (rows) =>
    inPowers(rows).map((some) => ({
      sql: insertion(some.length),
      parameters: [some[0]?.organisationId, ...some.flatMap(({ values }) => values)],
    })),
};

const insertions = new Map<number, string>();

function insertion(count: number): string {
  let sql = insertions.get(count);
  if (sql === undefined) {
    sql = `
      insert into messages (organisation_id, id, ticket_id, channel_account_id, channel_kind, direction, author_agent_id,
       author_contact_id, author_name, author_address, subject, from_address, to_addresses, cc_addresses, bcc_addresses,
       reply_recipients, html, text, full_html, full_text, has_remote_images, mention_ids, external_id, content_hash,
       thread_references, idempotency_key, raw_message_id, delivery_state, undo_until, ticket_before, created_at, arrived_at,
       nature, from_stranger, new_subject, forwarded_by, sent_at, left_out, aside, call, template, marketplace,
       quotes_id)
      values ${valuesOf(1, WIDTH, count, rowText)}`;
    insertions.set(count, sql);
  }
  return sql;
}

/** @param own the name of a parameter of this row */
function rowText(own: (position: number) => string): string {
  const given = Array.from({ length: WIDTH - 2 }, (_, index) => own(index + 1));
  const [accountId, quotesId, quotesExternalId] = [own(3), own(WIDTH - 1), own(WIDTH)];
  return `($1, ${given.join(', ')},
       coalesce(${quotesId}::uuid, case when ${quotesExternalId}::text is not null then
         (select q.id from messages q
           where q.organisation_id = $1 and q.channel_account_id = ${accountId} and q.external_id = ${quotesExternalId} limit 1) end))`;
}

function valuesOfMessage(message: NewMessage): unknown[] {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return [
    message.id,
    message.ticketId,
    message.channelAccountId ?? null,
    message.channelKind ?? null,
    message.direction,
    message.authorAgentId ?? null,
    message.authorContactId ?? null,
    message.authorName,
    message.authorAddress ?? '',
    message.subject ?? '',
    json(message.from),
    json(message.to ?? []),
    json(message.cc ?? []),
    json(message.bcc ?? []),
    json(message.replyRecipients),
    message.html,
    message.text,
    message.fullHtml ?? null,
    message.fullText ?? null,
    message.hasRemoteImages ?? false,
    message.mentionIds ?? [],
    message.externalId ?? null,
    message.contentHash ?? null,
    message.threadReferences ?? [],
    message.idempotencyKey ?? null,
    message.rawMessageId ?? null,
    message.deliveryState ?? 'received',
    message.undoUntil ?? null,
    json(message.ticketBefore),
    message.createdAt,
    message.arrivedAt ?? null,
    message.nature ?? 'personal',
    message.fromStranger ?? false,
    message.newSubject ?? false,
    json(message.forwardedBy ?? undefined),
    message.sentAt ?? null,
    message.leftOut?.length ? json(message.leftOut) : null,
    message.aside ?? false,
    message.call ? json(message.call) : null,
    message.template ? json(message.template) : null,
    message.marketplace ? json(message.marketplace) : null,
    message.quotesId ?? null,
    message.quotesExternalId ?? null,
  ];
}
