import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Colleagues } from '../agents/public.ts';
import { Contacts } from '../contacts/public.ts';
import { CountsSignal } from './counts-signal.ts';
import { ImportedRecords } from './imported-records.ts';
import { lockTicket } from './lock-ticket.ts';
import { OldMessages } from './old-messages.ts';
import { openTicket } from './open-ticket.ts';
import { recountTicket } from './recount-ticket.ts';
import { storableSubject } from './storable-text.ts';
import { oldTicketKept } from './ticket.events.ts';
import { type KeptTicket, type OldTicket, TicketHistory } from './ticket-history.ts';
import { addTags } from './ticket-tags.ts';

/** Thousands of others are done: nothing is promised to them. */
const MAY_BE_OPEN: ReadonlySet<OldTicket['status']> = new Set(['open', 'pending']);

/** Makes a ticket of a conversation that was held elsewhere, or adds to the one that was made of it before. */
@Injectable()
export class KeepOldTicket extends TicketHistory {
  constructor(
    private readonly contacts: Contacts,
    private readonly colleagues: Colleagues,
    private readonly messages: OldMessages,
    private readonly counts: CountsSignal,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    super();
  }

  async keep(tx: Tx, given: OldTicket): Promise<KeptTicket> {
    const records = new ImportedRecords(tx);
    await records.hold(given.externalKey);
    const knownId = await records.ticket(given.externalKey);
    const missing = await records.missing(given.messages.map(({ externalKey }) => externalKey));
    const messages = given.messages
      .filter(({ externalKey }) => missing.has(externalKey))
      .toSorted((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime());
    if (knownId && messages.length === 0) return { ticketId: knownId, created: false, added: 0 };

    const contactId = await this.customer(tx, records, given);
    const ticketId = knownId ?? (await this.open(tx, records, given, contactId));
    const ticket = await lockTicket(tx, ticketId);
    if (!ticket) throw new Error(`The ticket ${ticketId} went away`);
    const followsExport = ticket.untouched && (await records.isAllThereIs(ticketId));
    await this.messages.store(tx, { ticketId, contactId, given, messages });
    await recountTicket(tx, ticketId, followsExport ? given.status : ticket.status, this.clock.now());
    if (!knownId) await this.finish(tx, ticketId, given);
    if (MAY_BE_OPEN.has(given.status)) await this.outbox.add(tx, oldTicketKept, { ticketId });
    return { ticketId, created: !knownId, added: messages.length };
  }

  tell(organisationId: string): void {
    this.counts.stale(organisationId);
  }

  private async customer(tx: Tx, records: ImportedRecords, { customer }: OldTicket): Promise<string> {
    const name = storable(customer.name);
    if (customer.identity) return (await this.contacts.findOrCreate(tx, customer.identity, name)).id;
    const recorded = await records.contact(customer.externalKey);
    const known = recorded && (await this.contacts.present(tx, recorded));
    if (known) return known;
    const contactId = await this.contacts.createWithoutIdentity(tx, name);
    await records.add([{ externalKey: customer.externalKey, contactId }]);
    return contactId;
  }

  private async open(tx: Tx, records: ImportedRecords, given: OldTicket, contactId: string): Promise<string> {
    const assignee = given.assigneeAddress ? await this.colleagues.findByEmail(tx, given.assigneeAddress) : undefined;
    const { id } = await openTicket(tx, {
      shopId: given.shopId,
      channelAccountId: given.channelAccountId,
      channelKind: given.channelKind,
      contactId,
      subject: storableSubject(given.subject),
      status: given.status,
      assigneeId: assignee?.id ?? null,
      openedBy: null,
      snoozedUntil: null,
      waitingSince: null,
      preview: '',
      lastDirection: 'inbound',
      lastMessageAt: given.createdAt,
      lastInboundAt: null,
      createdAt: given.createdAt,
    });
    await records.add([{ externalKey: given.externalKey, ticketId: id }]);
    await tx.query(
      `insert into activities (id, organisation_id, ticket_id, type, data, created_at) values (gen_random_uuid(), $1, $2, 'imported', $3, $4)`,
      [tx.organisationId, id, JSON.stringify({ number: storable(given.externalNumber) }), this.clock.now()],
    );
    return id;
  }

  private async finish(tx: Tx, ticketId: string, given: OldTicket): Promise<void> {
    if (given.tags.length > 0) {
      await tx.query('insert into tags (organisation_id, name) select $1, name from unnest($2::text[]) as name on conflict do nothing', [
        tx.organisationId,
        given.tags,
      ]);
      await addTags(tx, ticketId, given.tags);
    }
    // What is done is nobody's unread mail.
    await tx.query(
      `update tickets set priority = $3, last_inbound_at = case when status = 'open' then last_inbound_at end
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, ticketId, given.priority],
    );
  }
}
