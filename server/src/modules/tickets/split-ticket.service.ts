import type { TwoTickets } from '@balie/shared/contracts/moving.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Contacts } from '../contacts/public.ts';
import { loadTicketRow } from './load-rows.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { openTicket } from './open-ticket.ts';
import { recordActivities } from './record-activities.ts';
import { moveMessages, recountTicket } from './recount-ticket.ts';
import { SplitTakesAll, SplitWithoutCustomer, TicketMerged } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';

interface Chosen {
  readonly id: string;
  readonly direction: string;
  readonly contactId: string | null;
  readonly subject: string;
  readonly createdAt: Date;
}

/** Puts messages of a ticket into one of their own, of the customer who wrote the first of them. Merging it back undoes it. */
@Injectable()
export class SplitTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: Contacts,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | TicketMerged | SplitTakesAll | SplitWithoutCustomer} */
  execute(ticketId: string, messageIds: readonly string[], agentId: string): Promise<TwoTickets> {
    return this.unitOfWork.run(async (tx) => {
      const ticket = await lockTicket(tx, ticketId);
      if (!ticket) throw new NotFound('ticket');
      if (ticket.mergedIntoId) throw new TicketMerged();
      const chosen = await this.choose(tx, ticket, messageIds);
      const first = chosen.find(({ direction, contactId }) => direction === 'inbound' && contactId !== null);
      if (!first?.contactId) throw new SplitWithoutCustomer();
      // Whoever wrote it may just be going up in another.
      const contactId = await this.contacts.present(tx, first.contactId);
      if (!contactId) throw new SplitWithoutCustomer();
      const now = this.clock.now();
      const opened = await openTicket(tx, {
        shopId: ticket.shopId,
        channelAccountId: ticket.channelAccountId,
        channelKind: ticket.channelKind,
        contactId,
        subject: first.subject || ticket.subject,
        status: 'open',
        assigneeId: ticket.assigneeId,
        openedBy: null,
        snoozedUntil: null,
        waitingSince: null,
        preview: '',
        lastDirection: 'inbound',
        lastMessageAt: first.createdAt,
        lastInboundAt: null,
        createdAt: first.createdAt,
        origin: { id: ticket.id, kind: 'split' },
      });
      const ids = chosen.map(({ id }) => id);
      await moveMessages(tx, ids, ticket.id, opened.id);
      // In a conversation of their own they are neither strangers nor beside the point.
      await tx.query('update messages set from_stranger = false, new_subject = false where organisation_id = $1 and id = any($2::uuid[])', [
        tx.organisationId,
        ids,
      ]);
      await recountTicket(tx, ticket.id, ticket.status, now);
      await recountTicket(tx, opened.id, 'open', now);
      const activityIds = await recordActivities(
        tx,
        [
          { ticketId: ticket.id, type: 'split_into', agentId, data: { ticketId: opened.id, number: opened.number } },
          { ticketId: opened.id, type: 'split_from', agentId, data: { ticketId: ticket.id, number: ticket.number } },
        ],
        now,
      );
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticket.id, opened.id], messageIds: ids, activityIds });
      return { ticket: await loadTicketRow(tx, ticket.id), other: await loadTicketRow(tx, opened.id) };
    });
  }

  /** Oldest first. */
  private async choose(tx: Tx, ticket: LockedTicket, messageIds: readonly string[]): Promise<Chosen[]> {
    const all = await tx.query<Chosen>(
      `select id, direction, author_contact_id as "contactId", subject, created_at as "createdAt" from messages
        where organisation_id = $1 and ticket_id = $2 and delivery_state <> 'undone' order by created_at, id`,
      [tx.organisationId, ticket.id],
    );
    const wanted = new Set(messageIds);
    const chosen = all.filter(({ id }) => wanted.has(id));
    if (chosen.length < wanted.size) throw new NotFound('message');
    if (!all.some(({ id, direction }) => !wanted.has(id) && direction !== 'note')) throw new SplitTakesAll();
    return chosen;
  }
}
