import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { contactChanged } from '../contacts/public.ts';
import { addToSearch } from './search-index.ts';
import { ticketsChanged } from './ticket.events.ts';

/** Rows of other tickets come with the next look at their list. */
const SHOWN_NOW = 100;

/** A customer's name stands in the rows of their tickets, and finds them. */
@Injectable()
export class ContactChangeListener implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.events.on(contactChanged, 'ticket-rows', ({ contactId }) => this.hear(contactId));
  }

  private hear(contactId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const tickets = await tx.query<{ id: string; name: string; lastMessageAt: Date }>(
        `with newest as (
           select t.id, c.name, t.last_message_at from tickets t join contacts c on c.id = t.contact_id
            where t.organisation_id = $1 and t.contact_id = $2 and t.merged_into_id is null
            order by t.last_message_at desc, t.id desc limit ${SHOWN_NOW}
         ), held as (
           select t.id, n.name from newest n join tickets t on t.id = n.id order by t.id for no key update of t
         )
         update tickets t set version = version + 1 from held where t.id = held.id
         returning t.id, held.name, t.last_message_at as "lastMessageAt"`,
        [tx.organisationId, contactId],
      );
      for (const { id, name, lastMessageAt } of tickets) {
        await addToSearch(tx, { ticketId: id, organisationId: tx.organisationId, names: [name], text: '', lastMessageAt });
      }
      const ticketIds = tickets.map((ticket) => ticket.id);
      if (ticketIds.length > 0) await this.outbox.add(tx, ticketsChanged, { ticketIds, messageIds: [], activityIds: [] });
    });
  }
}
