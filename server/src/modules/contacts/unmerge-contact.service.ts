import type { MergedContacts } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { ContactNotMerged } from './contact.errors.ts';
import { contactChanged } from './contact.events.ts';
import { ContactBelongingsRegistry } from './contact-belongings.ts';
import { type ContactMergeUndo, lockContacts } from './contact-merge.ts';
import { loadContact, survivorOf } from './contact-row.ts';

/**
 * Takes a merge back: what went along returns, as far as nobody moved it on. What was written since from an address that
 * returns goes along. Works also when who stayed went up in a third meanwhile.
 */
@Injectable()
export class UnmergeContact {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly belongings: ContactBelongingsRegistry,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | ContactNotMerged} */
  execute(contactId: string): Promise<MergedContacts> {
    return this.unitOfWork.run(async (tx) => {
      // Read before anything is locked: both have to be locked at once.
      const holderId = await survivorOf(tx, contactId);
      if (!holderId) throw new NotFound('contact');
      const locked = await lockContacts(tx, this.belongings.get(), [contactId, holderId]);
      const source = locked.find(({ id }) => id === contactId);
      const holder = locked.find(({ id }) => id === holderId);
      if (!source?.undo || !holder || holder.id === source.id || holder.mergedIntoId) throw new ContactNotMerged();
      await this.giveBack(tx, source.id, source.undo, holder.id);
      await this.outbox.add(tx, contactChanged, { contactId: holder.id });
      await this.outbox.add(tx, contactChanged, { contactId: source.id });
      return { contact: await loadContact(tx, source.id), other: { id: holder.id, name: holder.name } };
    });
  }

  private async giveBack(tx: Tx, sourceId: string, undo: ContactMergeUndo, holderId: string): Promise<void> {
    const now = this.clock.now();
    const returned = await tx.query<{ value: string }>(
      `with returned as (
         update contact_identities set contact_id = $3 where organisation_id = $1 and contact_id = $2 and id = any($4::uuid[]) returning value)
       select value from returned`,
      [tx.organisationId, holderId, sourceId, undo.identityIds],
    );
    const addresses = returned.map(({ value }) => value);
    const back = { from: holderId, to: sourceId, addresses };
    await this.belongings.get().giveBack(tx, undo.belongings, back);
    await tx.query(
      `update contacts set merged_into_id = null, merge_undo = null, version = version + 1, updated_at = $3 where organisation_id = $1 and id = $2`,
      [tx.organisationId, sourceId, now],
    );
    // What a colleague wrote since stays.
    await tx.query(
      `update contacts set name = case when name = $4 then $5 else name end, note = case when note = $6 then $7 else note end,
              groups = array(select g from unnest(groups) as g where g <> all ($8::text[])),
              version = version + 1, updated_at = $3
        where organisation_id = $1 and id = $2`,
      [tx.organisationId, holderId, now, undo.name.after, undo.name.before, undo.note.after, undo.note.before, undo.groups ?? []],
    );
  }
}
