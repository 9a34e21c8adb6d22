import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { contactChanged } from './contact.events.ts';
import { holdIdentity } from './hold-identity.ts';
import { type ContactIdentity, isRelay } from './identity-value.ts';

export interface FoundContact {
  readonly id: string;
  readonly name: string;
  readonly created: boolean;
  /** Mail to this address came back. */
  readonly undeliverable: boolean;
}

/** Customers, as other modules meet them. */
@Injectable()
export class Contacts {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The contact with this identity, made when unknown. Two messages of a new customer at once end in one contact.
   * @param name used for a new contact only; may be empty, the identity then stands for it
   */
  async findOrCreate(tx: Tx, identity: ContactIdentity, name: string): Promise<FoundContact> {
    return (await this.hold(tx, identity)) ?? this.create(tx, identity, name);
  }

  /** The contact with this identity, if there is one; until commit nobody else makes one. */
  hold(tx: Tx, identity: ContactIdentity): Promise<FoundContact | undefined> {
    holdIdentity(tx, identity);
    return this.held(tx, identity);
  }

  private async held(tx: Tx, identity: ContactIdentity): Promise<FoundContact | undefined> {
    const [row] = await tx.prepared<{ id: string; name: string; undeliverable: boolean }>(
      `select c.id, c.name, i.undeliverable is not null as undeliverable from contact_identities i join contacts c on c.id = i.contact_id
        where i.organisation_id = $1 and i.kind = $2 and i.value = $3`,
      [tx.organisationId, identity.kind, identity.value],
    );
    return row ? { ...row, created: false } : undefined;
  }

  /** Makes the contact of an identity that is held and has none. @param also others of the same person, of which that is true as well */
  create(tx: Tx, identity: ContactIdentity, name: string, also: readonly ContactIdentity[] = []): FoundContact {
    const id = newId();
    const shownName = name.trim().slice(0, 200) || identity.value;
    const identities = [identity, ...also];
    tx.write(
      `with made as (insert into contacts (id, organisation_id, name, created_at) values ($1, $2, $3, $4))
       insert into contact_identities (id, organisation_id, contact_id, kind, value, relay, created_at)
       select i.id, $2, $1, i.kind, i.value, i.relay, $4 from unnest($5::uuid[], $6::text[], $7::text[], $8::bool[]) as i (id, kind, value, relay)
       on conflict (organisation_id, kind, value) do nothing`,
      [
        id,
        tx.organisationId,
        shownName,
        this.clock.now(),
        identities.map(() => newId()),
        identities.map(({ kind }) => kind),
        identities.map(({ value }) => value),
        identities.map(isRelay),
      ],
    );
    return { id, name: shownName, created: true, undeliverable: false };
  }

  /**
   * Somebody whom a channel knows by several identities: the contact that one of them leads to, the first that does, gets
   * those that nobody has. What belongs to another contact stays there: only a person joins two contacts.
   * @returns the contact of the first identity; undefined when nobody has any of them
   */
  async unite(tx: Tx, identities: readonly ContactIdentity[]): Promise<FoundContact | undefined> {
    // In the order of a merge of contacts: neither waits for the other.
    for (const identity of identities.toSorted(byKindAndValue)) holdIdentity(tx, identity);
    // Asked in one breath, they travel together.
    const held = await Promise.all(identities.map(async (identity) => ({ identity, contact: await this.held(tx, identity) })));
    const known = held.find(({ contact }) => contact)?.contact;
    const added = held.filter(({ contact }) => !contact);
    const first = held[0]?.contact ?? (known && { ...known, undeliverable: false });
    if (!known || added.length === 0) return first;
    for (const { identity } of added) {
      await tx.query(
        `insert into contact_identities (id, organisation_id, contact_id, kind, value, relay, created_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (organisation_id, kind, value) do nothing`,
        [newId(), tx.organisationId, known.id, identity.kind, identity.value, isRelay(identity), this.clock.now()],
      );
    }
    await this.outbox.add(tx, contactChanged, { contactId: known.id });
    return first;
  }

  /** Gives somebody the name they tell, as long as nobody here gave them one. @param placeholder by which they went so far */
  async introduce(tx: Tx, identity: ContactIdentity, placeholder: string, name: string): Promise<void> {
    const [named] = await tx.query<{ id: string }>(
      `with named as (
         update contacts c set name = $5, version = version + 1 from contact_identities i
          where i.organisation_id = $1 and i.kind = $2 and i.value = $3 and c.id = i.contact_id and c.name = $4 returning c.id)
       select id from named`,
      [tx.organisationId, identity.kind, identity.value, placeholder, name.trim().slice(0, 200)],
    );
    if (named) await this.outbox.add(tx, contactChanged, { contactId: named.id });
  }

  /** Somebody of whom no address is known. @returns the id */
  async createWithoutIdentity(tx: Tx, name: string): Promise<string> {
    const id = newId();
    await tx.query(`insert into contacts (id, organisation_id, name, created_at) values ($1, $2, $3, $4)`, [
      id,
      tx.organisationId,
      name.trim().slice(0, 200) || '?',
      this.clock.now(),
    ]);
    return id;
  }

  /** Somebody of whom nothing is known, as who just came in. */
  async createUnknown(tx: Tx, name: string): Promise<FoundContact> {
    const id = await this.createWithoutIdentity(tx, name);
    return { id, name: name.trim().slice(0, 200) || '?', created: true, undeliverable: false };
  }

  /**
   * Who stands in the place of this customer, for a change that is to refer to them: they are not merged until commit.
   * Undefined: there never was one.
   */
  async present(tx: Tx, id: string): Promise<string | undefined> {
    let current: string | undefined = id;
    while (current !== undefined) {
      const [found]: { next: string | null }[] = await tx.query<{ next: string | null }>(
        'select merged_into_id as next from contacts where organisation_id = $1 and id = $2 for key share',
        [tx.organisationId, current],
      );
      if (!found?.next) return found && current;
      current = found.next;
    }
    return undefined;
  }

  /** Remembers that mail to this address came back. Nothing happens when it is nobody's here. */
  async markUndeliverable(tx: Tx, identity: ContactIdentity, why: { readonly code: string; readonly reason: string }): Promise<void> {
    const undeliverable = JSON.stringify({ at: this.clock.now().toISOString(), ...why });
    await this.noteUndeliverable(tx, identity, undeliverable);
  }

  /** Mail came from it: it works. */
  async clearUndeliverable(tx: Tx, identity: ContactIdentity): Promise<void> {
    await this.noteUndeliverable(tx, identity, null);
  }

  private async noteUndeliverable(tx: Tx, identity: ContactIdentity, undeliverable: string | null): Promise<void> {
    const [noted] = await tx.query<{ contactId: string }>(
      `with noted as (
         update contact_identities set undeliverable = $4 where organisation_id = $1 and kind = $2 and value = $3 returning contact_id)
       select contact_id as "contactId" from noted`,
      [tx.organisationId, identity.kind, identity.value, undeliverable],
    );
    if (noted) await this.outbox.add(tx, contactChanged, { contactId: noted.contactId });
  }
}

function byKindAndValue(one: ContactIdentity, other: ContactIdentity): number {
  return one.kind.localeCompare(other.kind) || one.value.localeCompare(other.value);
}
