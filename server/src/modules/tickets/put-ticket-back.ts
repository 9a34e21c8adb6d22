import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { rebuildSearch } from './rebuild-search.ts';
import { recordActivities } from './record-activities.ts';
import type { TicketBeforeReply } from './reply-to-ticket.service.ts';
import { previewOf } from './storable-text.ts';
import { ticketsChanged } from './ticket.events.ts';
import { ANSWERABLE, CUSTOMER_WAITS } from './ticket-status.ts';
import { goOnBy } from './ticket-way.ts';
import { readFromMessages } from './waiting-since.ts';
import { WakeTicket } from './wake-ticket.service.ts';

interface Undone {
  readonly ticketId: string;
  readonly messageId: string;
  readonly agentId: string;
  /** Null when the ticket came into being with the message. */
  readonly before: TicketBeforeReply | null;
}

/** Makes a ticket what it was before an undone reply, as far as nobody has changed it since. */
@Injectable()
export class PutTicketBack {
  constructor(
    private readonly wakeTicket: WakeTicket,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, { ticketId, messageId, agentId, before }: Undone): Promise<void> {
    const now = this.clock.now();
    const ticket = await lockTicket(tx, ticketId);
    if (!ticket) return;
    const restored = restore(ticket, before);
    const facts = await readFromMessages(tx, ticketId);
    await tx.query(
      `update tickets set status = $3, snoozed_until = $4, assignee_id = $5, waiting_since = $6, preview = $7, last_direction = $8,
         last_message_at = $9, message_count = message_count - 1, version = version + 1, updated_at = $10
        where id = $1 and organisation_id = $2`,
      [
        ticketId,
        tx.organisationId,
        restored.status,
        restored.snoozedUntil,
        restored.assigneeId,
        CUSTOMER_WAITS[restored.status] ? (facts?.waitingSince ?? null) : null,
        previewOf(facts?.text ?? ''),
        facts?.direction ?? ticket.lastDirection,
        facts?.at ?? ticket.lastMessageAt,
        now,
      ],
    );
    // A reply that waited while we learned of ways has none written down.
    if (before?.way && ticket.channelAccountId === before.after.way.channelAccountId) goOnBy(tx, ticketId, before.way);
    await rebuildSearch(tx, ticketId);
    if (restored.status === 'snoozed' && restored.snoozedUntil) await this.wakeTicket.plan(tx, ticketId, restored.snoozedUntil);
    const data = { messageId, from: ticket.status, to: restored.status };
    const activityIds = await recordActivities(tx, [{ ticketId, type: 'reply_undone', agentId, data }], now);
    await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [messageId], activityIds });
  }
}

function restore(ticket: LockedTicket, before: TicketBeforeReply | null): Pick<LockedTicket, 'status' | 'snoozedUntil' | 'assigneeId'> {
  const { status, snoozedUntil, assigneeId } = ticket;
  if (!before) return { status: ANSWERABLE[status] ? 'open' : status, snoozedUntil: null, assigneeId };
  const statusUntouched = status === before.after.status;
  return {
    status: statusUntouched ? before.status : status,
    snoozedUntil: statusUntouched ? (before.snoozedUntil === null ? null : new Date(before.snoozedUntil)) : snoozedUntil,
    assigneeId: assigneeId === before.after.assigneeId ? before.assigneeId : assigneeId,
  };
}
