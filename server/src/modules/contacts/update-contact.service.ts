import type { Contact, UpdateContactRequest } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { ContactChanged } from './contact.errors.ts';
import { contactChanged } from './contact.events.ts';
import { loadContact } from './contact-row.ts';

/** Changes the name, the note or the groups of a customer, unless a colleague did since the agent looked. */
@Injectable()
export class UpdateContact {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | ContactChanged} */
  execute(contactId: string, { changes, version }: UpdateContactRequest): Promise<Contact> {
    return this.unitOfWork.run(async (tx) => {
      const changed = await tx.execute(
        `update contacts set name = coalesce($4, name), note = coalesce($5, note), groups = coalesce($7, groups), version = version + 1, updated_at = $6
          where id = $1 and organisation_id = $2 and version = $3 and merged_into_id is null`,
        [contactId, tx.organisationId, version, cleaned(changes.name), cleaned(changes.note), this.clock.now(), groupsOf(changes.groups)],
      );
      const contact = await loadContact(tx, contactId);
      if (changed === 0) throw new ContactChanged(contact);
      await this.outbox.add(tx, contactChanged, { contactId });
      return contact;
    });
  }
}

function groupsOf(groups: readonly string[] | undefined): string[] | null {
  return groups === undefined ? null : [...new Set(groups.map(storable))].sort();
}

function cleaned(text: string | undefined): string | null {
  return text === undefined ? null : storable(text);
}
