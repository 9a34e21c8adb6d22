import type { DifferentRequest } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { contactChanged } from './contact.events.ts';

/** Two that look like one and are not: nobody is asked again. */
@Injectable()
export class DifferentContacts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound} */
  note(contactId: string, { otherId, different }: DifferentRequest, agentId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const pair = [contactId, otherId].sort();
      const known = await tx.query('select 1 from contacts where organisation_id = $1 and id = any($2::uuid[])', [tx.organisationId, pair]);
      if (known.length < 2) throw new NotFound('contact');
      if (different) {
        await tx.query(
          `insert into different_contacts (organisation_id, contact_id, other_id, decided_by, decided_at) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
          [tx.organisationId, ...pair, agentId, this.clock.now()],
        );
      } else {
        await tx.query('delete from different_contacts where organisation_id = $1 and contact_id = $2 and other_id = $3', [
          tx.organisationId,
          ...pair,
        ]);
      }
      await this.outbox.add(tx, contactChanged, { contactId });
      await this.outbox.add(tx, contactChanged, { contactId: otherId });
    });
  }
}
