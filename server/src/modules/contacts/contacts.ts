import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';

/** An address a customer is known by. `value` is normalised: lower case for mail, E.164 for phones. */
export interface ContactIdentity {
  readonly kind: 'email' | 'phone';
  readonly value: string;
}
export interface FoundContact {
  readonly id: string;
  readonly name: string;
  readonly created: boolean;
}

/** Customers, as other modules meet them. */
@Injectable()
export class Contacts {
  constructor(private readonly clock: Clock) {}

  /**
   * The contact with this identity, made when unknown. Two messages of a new customer at once end in one contact.
   * @param name used for a new contact only; may be empty, the identity then stands for it
   */
  async findOrCreate(tx: Tx, identity: ContactIdentity, name: string): Promise<FoundContact> {
    const known = await this.find(tx, identity);
    if (known) return known;
    // Serialises the makers of this one identity until commit; others are not held up.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `contact:${tx.organisationId}:${identity.kind}:${identity.value}`,
    ]);
    const meanwhile = await this.find(tx, identity);
    if (meanwhile) return meanwhile;
    const id = newId();
    const shownName = name.trim().slice(0, 200) || identity.value;
    await tx.query(
      `with made as (insert into contacts (id, organisation_id, name, created_at) values ($1, $2, $3, $7))
       insert into contact_identities (id, organisation_id, contact_id, kind, value, created_at) values ($4, $2, $1, $5, $6, $7)`,
      [id, tx.organisationId, shownName, newId(), identity.kind, identity.value, this.clock.now()],
    );
    return { id, name: shownName, created: true };
  }

  private async find(tx: Tx, identity: ContactIdentity): Promise<FoundContact | undefined> {
    const [row] = await tx.query<{ id: string; name: string }>(
      `select c.id, c.name from contact_identities i join contacts c on c.id = i.contact_id
        where i.organisation_id = $1 and i.kind = $2 and i.value = $3`,
      [tx.organisationId, identity.kind, identity.value],
    );
    return row ? { ...row, created: false } : undefined;
  }
}
