import type { ReplyRequest, TicketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { answeredSubject } from './answered-subject.ts';
import { ChangeTickets } from './change-tickets.ts';
import { DraftBox } from './draft-box.ts';
import { loadTicketAndMessage } from './load-rows.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { QueueReply } from './queue-reply.ts';
import { checkAnswered } from './recipients.ts';
import { recordActivities } from './record-activities.ts';
import { addToSearch, people } from './search-index.ts';
import { previewOf } from './storable-text.ts';
import { QuotedElsewhere, TicketMerged, TicketNotAnswerable } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';
import { ANSWERABLE } from './ticket-status.ts';
import { goOnBy, type TicketWay, wayOf } from './ticket-way.ts';
import { WriteTemplate } from './write-template.ts';
import { adopt, findRepeated } from './written-message.ts';

/** Answers a customer: the reply is queued, the ticket moves on, and whoever answers a ticket of nobody gets it. */
@Injectable()
export class ReplyToTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly queueReply: QueueReply,
    private readonly templates: WriteTemplate,
    private readonly drafts: DraftBox,
    private readonly changeTickets: ChangeTickets,
    private readonly clock: Clock,
  ) {}

  /**
   * @param clientId the tab that sends it, which clears its own composer
   * @throws {NotFound | TicketMerged | TicketNotAnswerable | ChannelDisconnected | WayOfAnotherShop | InvalidRecipient | EmptyMessage | AttachmentUnknown |
   *   ReplyWindowClosed | TemplateNotSendable | TemplateIncomplete | TemplateNeedsFile | QuotedElsewhere | AssigneeUnavailable}
   */
  execute(ticketId: string, agentId: string, request: ReplyRequest, clientId: string): Promise<TicketAndMessage> {
    return this.unitOfWork.run(async (tx) => {
      const repeated = await findRepeated(tx, request.idempotencyKey);
      if (repeated) return loadTicketAndMessage(tx, repeated);
      const ticket = await lockTicket(tx, ticketId);
      if (!ticket) throw new NotFound('ticket');
      await checkAnswered(tx, ticketId, request);
      if (ticket.mergedIntoId) throw new TicketMerged();
      if (!ANSWERABLE[ticket.status]) throw new TicketNotAnswerable(ticket.status);
      const way = await wayOf(tx, ticket, request.channelAccountId);
      const now = this.clock.now();
      if (request.quotesId) await checkQuoted(tx, ticketId, request.quotesId);
      const written = await this.templates.compose(tx, way.channelAccountId, request);
      const after = { status: request.thenStatus, assigneeId: ticket.assigneeId ?? agentId, way };
      const answered = { ...ticket, ...way, subject: await answeredSubject(tx, { ...ticket, ...way }, agentId) };
      await this.queueReply.execute(tx, { ticket: answered, agentId, written, request, now, ticketBefore: before(ticket, after) });
      await adopt(tx, written, request.attachmentIds, agentId, now);
      await tx.query(
        `update tickets set status = $3, assignee_id = $4, snoozed_until = null, waiting_since = null, preview = $5, last_direction = 'outbound',
           last_message_at = greatest(last_message_at, $6), message_count = message_count + 1, version = version + 1, updated_at = $6
          where id = $1 and organisation_id = $2`,
        [ticketId, tx.organisationId, after.status, after.assigneeId, previewOf(written.text), now],
      );
      if (way.channelAccountId !== ticket.channelAccountId) goOnBy(tx, ticketId, way);
      const activityIds = await this.record(tx, ticket, after, agentId, now);
      const draft = { agentId, ticketId, kind: 'reply' } as const;
      if (request.template) await this.drafts.discardTemplate(tx, draft, clientId);
      else await this.drafts.discard(tx, draft, clientId);
      await addToSearch(tx, {
        ticketId,
        organisationId: tx.organisationId,
        recipients: people([...request.to, ...request.cc]),
        hasFiles: request.attachmentIds.length > 0,
        text: written.text,
        lastMessageAt: now,
      });
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [written.id], activityIds });
      if (request.changes) await this.alsoChange(tx, ticketId, request.changes, agentId);
      return loadTicketAndMessage(tx, written.id);
    });
  }

  /** With the answer or not at all: who closes the tab at once has not lost half of what a macro does. */
  private async alsoChange(tx: Tx, ticketId: string, changes: NonNullable<ReplyRequest['changes']>, agentId: string): Promise<void> {
    const answered = await lockTicket(tx, ticketId);
    if (answered) await this.changeTickets.execute(tx, [answered], changes, agentId);
  }

  private record(tx: Tx, ticket: LockedTicket, after: Moved, agentId: string, now: Date): Promise<string[]> {
    const moved = (type: 'status_changed' | 'assigned', from: string | null, to: string) =>
      from === to ? [] : [{ ticketId: ticket.id, type, agentId, data: { from, to } }];
    return recordActivities(
      tx,
      [...moved('assigned', ticket.assigneeId, after.assigneeId), ...moved('status_changed', ticket.status, after.status)],
      now,
    );
  }
}

/** @throws {QuotedElsewhere} */
async function checkQuoted(tx: Tx, ticketId: string, messageId: string): Promise<void> {
  const found = await tx.query(`select from messages where organisation_id = $1 and id = $2 and ticket_id = $3 and direction <> 'note'`, [
    tx.organisationId,
    messageId,
    ticketId,
  ]);
  if (found.length === 0) throw new QuotedElsewhere();
}

interface Moved {
  readonly status: ReplyRequest['thenStatus'];
  readonly assigneeId: string;
  readonly way: TicketWay;
}

/** What "Undo" puts back, and what it must find unchanged to do so. */
export interface TicketBeforeReply {
  readonly status: LockedTicket['status'];
  readonly snoozedUntil: string | null;
  readonly waitingSince: string | null;
  readonly assigneeId: string | null;
  readonly way: TicketWay;
  readonly after: Moved;
}

function before(ticket: LockedTicket, after: Moved): TicketBeforeReply {
  return {
    status: ticket.status,
    snoozedUntil: ticket.snoozedUntil?.toISOString() ?? null,
    waitingSince: ticket.waitingSince?.toISOString() ?? null,
    assigneeId: ticket.assigneeId,
    way: { channelAccountId: ticket.channelAccountId, channelKind: ticket.channelKind },
    after,
  };
}
