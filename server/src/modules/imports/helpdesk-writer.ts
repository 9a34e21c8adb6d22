import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { type OldTicket, TicketHistory } from '../tickets/public.ts';
import type { ForeignPerson, ForeignTicket } from './foreign-ticket.ts';
import type { ImportTarget, Take, Taken } from './history-format.ts';
import { oldMessage } from './old-message.ts';

/** What waits for so long in an old system, nobody waits for any more. */
const STILL_OPEN_MS = 30 * 24 * 3_600_000;

/** Puts the conversations of other helpdesks into tickets. */
@Injectable()
export class HelpdeskWriter {
  constructor(
    private readonly history: TicketHistory,
    private readonly clock: Clock,
  ) {}

  /** Who somebody is, for tickets that only name their number. */
  async remember(tx: Tx, person: ForeignPerson & { readonly key: string }): Promise<Taken> {
    await tx.query(
      `insert into imported_people (organisation_id, external_key, name, address, is_colleague) values ($1, $2, $3, $4, $5)
       on conflict (organisation_id, external_key) do update set name = excluded.name, address = excluded.address,
         is_colleague = excluded.is_colleague`,
      [tx.organisationId, person.key, storable(person.name).slice(0, 300), storable(person.address), person.side === 'colleague'],
    );
    return { outcome: 'skipped' };
  }

  /** Cleans what is costly to clean outside the transaction. */
  async prepare(ticket: ForeignTicket, target: ImportTarget): Promise<Take> {
    const messages = ticket.messages.map((message) => ({ message, clean: oldMessage(message) }));
    const linkedFiles = ticket.messages.reduce((sum, { files }) => sum + files.length, 0);
    return async (tx) => {
      const people = await this.people(tx, ticket);
      const known = (person: ForeignPerson) => (person.key ? people.get(person.key) : undefined);
      const customer = known({ ...ticket.customer, side: 'customer' });
      const address = ticket.customer.address || (customer?.address ?? '');
      const kept = await this.history.keep(tx, {
        ...target,
        externalKey: ticket.key,
        externalNumber: ticket.number,
        subject: ticket.subject,
        status: this.statusOf(ticket),
        priority: ticket.priority,
        tags: ticket.tags,
        customer: {
          externalKey: ticket.customer.key,
          identity: identityOf(address, ticket.customer.phone),
          name: ticket.customer.name || (customer?.name ?? '') || address,
        },
        assigneeAddress: ticket.assigneeAddress,
        createdAt: ticket.createdAt,
        messages: messages.map(({ message, clean }) => ({ ...clean(known(message.author), address), attachments: [] })),
      });
      if (kept.added === 0) return { outcome: 'known' };
      return { outcome: 'made', linkedFiles: kept.created ? linkedFiles : 0 };
    };
  }

  private async people(tx: Tx, ticket: ForeignTicket): Promise<ReadonlyMap<string, ForeignPerson>> {
    const keys = new Set([ticket.customer.key, ...ticket.messages.flatMap(({ author }) => (author.key ? [author.key] : []))]);
    const rows = await tx.query<{ key: string; name: string; address: string; is_colleague: boolean }>(
      `select external_key as key, name, address, is_colleague from imported_people where organisation_id = $1 and external_key = any($2::text[])`,
      [tx.organisationId, [...keys].map(storable)],
    );
    return new Map(
      rows.map(({ key, name, address, is_colleague }) => [key, { key, name, address, side: is_colleague ? 'colleague' : 'customer' }]),
    );
  }

  /** As it was there; but nobody shall find years-old work in the inbox. */
  private statusOf({ status, createdAt, messages }: ForeignTicket): OldTicket['status'] {
    if (status !== 'open' && status !== 'pending') return status;
    const newest = Math.max(createdAt.getTime(), ...messages.map(({ at }) => at.getTime()));
    return newest < this.clock.now().getTime() - STILL_OPEN_MS ? 'solved' : status;
  }
}

function identityOf(address: string, phone: string): OldTicket['customer']['identity'] {
  if (address) return { kind: 'email', value: address };
  const digits = phone.replaceAll(/[\s().-]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? { kind: 'phone', value: digits } : null;
}
