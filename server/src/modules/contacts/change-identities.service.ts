import type { AddIdentityRequest, Contact } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { IdentityInvalid, IdentityIsRelay, IdentityTaken } from './contact.errors.ts';
import { contactChanged } from './contact.events.ts';
import { loadContact } from './contact-row.ts';
import { Contacts } from './contacts.ts';
import { identityValue, isRelay } from './identity-value.ts';

/** What a colleague knows of how a customer is reached, and no message has told yet. */
@Injectable()
export class ChangeIdentities {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: Contacts,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Added twice, it is there once. @throws {NotFound | IdentityInvalid | IdentityIsRelay | IdentityTaken} */
  async add(contactId: string, { kind, value: written }: AddIdentityRequest): Promise<Contact> {
    const value = identityValue(kind, written);
    if (value === undefined) throw new IdentityInvalid(kind);
    if (isRelay({ kind, value })) throw new IdentityIsRelay();
    return this.unitOfWork.run(async (tx) => {
      const holder = await this.contacts.hold(tx, { kind, value });
      const id = await this.contacts.present(tx, contactId);
      if (!id) throw new NotFound('contact');
      if (holder && holder.id !== id) throw new IdentityTaken({ id: holder.id, name: holder.name });
      if (holder) return loadContact(tx, id);
      tx.write(
        `insert into contact_identities (id, organisation_id, contact_id, kind, value, created_at) values ($1, $2, $3, $4, $5, $6)`,
        [newId(), tx.organisationId, id, kind, value, this.clock.now()],
      );
      return this.changed(tx, id);
    });
  }

  /** Messages from it make a new customer from here on; those that came stay. @throws {NotFound} */
  remove(contactId: string, identityId: string): Promise<Contact> {
    return this.unitOfWork.run(async (tx) => {
      const id = await this.contacts.present(tx, contactId);
      const gone = await tx.execute('delete from contact_identities where organisation_id = $1 and contact_id = $2 and id = $3', [
        tx.organisationId,
        id,
        identityId,
      ]);
      if (!id || gone === 0) throw new NotFound('identity');
      return this.changed(tx, id);
    });
  }

  private async changed(tx: Tx, contactId: string): Promise<Contact> {
    await tx.query('update contacts set version = version + 1, updated_at = $3 where organisation_id = $1 and id = $2', [
      tx.organisationId,
      contactId,
      this.clock.now(),
    ]);
    await this.outbox.add(tx, contactChanged, { contactId });
    return loadContact(tx, contactId);
  }
}
