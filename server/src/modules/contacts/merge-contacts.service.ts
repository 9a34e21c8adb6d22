import type { MergedContacts } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ContactMerged, ContactMergeWithItself } from './contact.errors.ts';
import { contactChanged } from './contact.events.ts';
import { ContactBelongingsRegistry } from './contact-belongings.ts';
import { type ContactMergeUndo, type LockedContact, lockContacts } from './contact-merge.ts';
import { loadContact } from './contact-row.ts';

const MAX_NOTE = 10_000;

/** Puts one customer into another: identities, tickets, what they wrote, and the note go there. The old id leads there ever after. */
@Injectable()
export class MergeContacts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly belongings: ContactBelongingsRegistry,
    private readonly clock: Clock,
  ) {}

  /** Asked twice, it is done once. @throws {NotFound | ContactMergeWithItself | ContactMerged} */
  execute(contactId: string, intoContactId: string, agentId: string): Promise<MergedContacts> {
    if (contactId === intoContactId) throw new ContactMergeWithItself();
    return this.unitOfWork.run(async (tx) => {
      const locked = await lockContacts(tx, this.belongings.get(), [contactId, intoContactId]);
      const source = locked.find(({ id }) => id === contactId);
      const into = locked.find(({ id }) => id === intoContactId);
      if (!source || !into) throw new NotFound('contact');
      const other = { id: source.id, name: source.name };
      if (source.mergedIntoId === into.id) return { contact: await loadContact(tx, into.id), other };
      const gone = [source, into].find(({ mergedIntoId }) => mergedIntoId !== null);
      if (gone) throw new ContactMerged(await loadContact(tx, gone.id));
      await this.move(tx, source, into, agentId);
      await this.outbox.add(tx, contactChanged, { contactId: source.id, becameId: into.id });
      await this.outbox.add(tx, contactChanged, { contactId: into.id });
      return { contact: await loadContact(tx, into.id), other };
    });
  }

  private async move(tx: Tx, source: LockedContact, into: LockedContact, agentId: string): Promise<void> {
    const now = this.clock.now();
    await tx.query('update contact_identities set contact_id = $3 where organisation_id = $1 and contact_id = $2', [
      tx.organisationId,
      source.id,
      into.id,
    ]);
    const undo: ContactMergeUndo = {
      at: now.toISOString(),
      by: agentId,
      identityIds: source.identities.map(({ id }) => id),
      belongings: await this.belongings.get().move(tx, source.id, into.id),
      name: { before: into.name, after: betterName(source, into) },
      note: { before: into.note, after: joinedNotes(into.note, source.note) },
      groups: source.groups.filter((group) => !into.groups.includes(group)),
    };
    await tx.query(
      `update contacts set merged_into_id = $3, merge_undo = $4, version = version + 1, updated_at = $5 where organisation_id = $1 and id = $2`,
      [tx.organisationId, source.id, into.id, JSON.stringify(undo), now],
    );
    await tx.query(
      `update contacts set name = $3, note = $4, groups = groups || $6::text[], version = version + 1, updated_at = $5 where organisation_id = $1 and id = $2`,
      [tx.organisationId, into.id, undo.name.after, undo.note.after, now, undo.groups],
    );
  }
}

/** A customer without a name carries an address for one: any name is better. */
function betterName(source: LockedContact, into: LockedContact): string {
  const isNameless = ({ name, identities }: LockedContact) => name === '?' || identities.some(({ value }) => value === name);
  return isNameless(into) && !isNameless(source) ? source.name : into.name;
}

/** No word is lost: where both do not fit, the beginning of both stays, and undoing gives all of it back. */
function joinedNotes(one: string, other: string): string {
  if (!one.trim() || !other.trim() || one.trim() === other.trim()) return one.trim() ? one : other;
  return `${one}\n\n${other}`.slice(0, MAX_NOTE);
}
