import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Colleagues } from '../agents/public.ts';
import { followThread } from './follow-thread.ts';
import { goesToCustomer } from './goes-to-customer.ts';
import type { LockedTicket } from './lock-ticket.ts';
import { openTicketUnseen } from './open-ticket.ts';
import { type NewActivity, recordActivities } from './record-activities.ts';
import { previewOf, storableSubject } from './storable-text.ts';
import type { InboundMessage } from './ticket-intake.ts';
import { ANSWERABLE } from './ticket-status.ts';

interface OwnMail {
  readonly ticketId: string;
  readonly created: boolean;
  readonly activityIds: string[];
  readonly lastMessageAt: Date;
  /** Of a new ticket. */
  readonly number?: number;
  /** It goes to none of the ticket's customers. */
  readonly aside: boolean;
  /** The colleague whose address it came from; undefined: an address of nobody here. */
  readonly author: { readonly id: string; readonly name: string } | undefined;
}

/**
 * Puts what a colleague wrote from their own mail program into its ticket. It counts as an answer when it goes to the
 * customer; what goes to others alone (the question passed on to a supplier, say) only stands there.
 */
@Injectable()
export class PlaceOwnMail {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
  ) {}

  /** @param contactId whom it was written to */
  async execute(tx: Tx, message: InboundMessage, threadId: string | undefined, contactId: string): Promise<OwnMail> {
    const author = await this.colleagues.findByEmail(tx, message.from.address);
    const home = threadId === undefined ? undefined : await followThread(tx, threadId, message, contactId);
    const placed = home
      ? await this.append(tx, home.ticket, message, author?.id ?? null)
      : this.open(tx, message, contactId, author?.id ?? null);
    return { ...placed, author };
  }

  private open(tx: Tx, message: InboundMessage, contactId: string, agentId: string | null) {
    const { id, activityIds } = openTicketUnseen(tx, {
      shopId: message.shopId,
      channelAccountId: message.channelAccountId,
      channelKind: message.channelKind,
      contactId,
      subject: storableSubject(message.subject),
      status: message.silent ? 'solved' : 'pending',
      assigneeId: message.silent ? null : agentId,
      // Nobody does anything while history comes in.
      openedBy: message.silent ? null : agentId,
      snoozedUntil: null,
      waitingSince: null,
      preview: previewOf(message.text),
      lastDirection: 'outbound',
      lastMessageAt: message.occurredAt,
      lastInboundAt: null,
      createdAt: message.occurredAt,
    });
    return {
      ticketId: id,
      created: true,
      activityIds,
      lastMessageAt: message.occurredAt,
      aside: false,
    };
  }

  private async append(tx: Tx, ticket: LockedTicket, message: InboundMessage, agentId: string | null) {
    const now = this.clock.now();
    const isToCustomer = await goesToCustomer(tx, ticket, message);
    const isNewest = isToCustomer && message.occurredAt >= ticket.lastMessageAt;
    // What the customer wrote since still waits for an answer, and so does who got one from a machine (somebody's holiday notice, say).
    const answers = isNewest && message.nature !== 'automatic' && ANSWERABLE[ticket.status];
    // History changes only what no colleague has touched.
    const status = answers && (!message.silent || ticket.untouched) && ticket.status !== 'solved' ? 'pending' : ticket.status;
    const assigneeId = answers && !message.silent ? (ticket.assigneeId ?? agentId) : ticket.assigneeId;
    const lastMessageAt = isNewest ? message.occurredAt : ticket.lastMessageAt;
    await tx.query(
      `update tickets set status = $3, assignee_id = $4, snoozed_until = $5, waiting_since = $6, preview = $7, last_direction = $8,
         last_message_at = $9, message_count = message_count + 1, version = version + 1, updated_at = $10,
         created_at = least(created_at, $11)
        where id = $1 and organisation_id = $2`,
      [
        ticket.id,
        tx.organisationId,
        status,
        assigneeId,
        status === 'snoozed' ? ticket.snoozedUntil : null,
        answers ? null : ticket.waitingSince,
        isNewest ? previewOf(message.text) : ticket.preview,
        isNewest ? 'outbound' : ticket.lastDirection,
        lastMessageAt,
        now,
        message.silent ? message.occurredAt : now,
      ],
    );
    const changed = (type: NewActivity['type'], from: string | null, to: string | null): NewActivity[] =>
      from === to || message.silent ? [] : [{ ticketId: ticket.id, type, agentId, data: { from, to } }];
    const activityIds = await recordActivities(
      tx,
      [...changed('assigned', ticket.assigneeId, assigneeId), ...changed('status_changed', ticket.status, status)],
      now,
    );
    return { ticketId: ticket.id, created: false, activityIds, lastMessageAt, aside: !isToCustomer };
  }
}
