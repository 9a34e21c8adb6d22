import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { ContactBelongings } from './contact-belongings.ts';
import { holdIdentities } from './hold-identity.ts';
import type { ContactIdentity } from './identity-value.ts';

/** What a merge changed, as the merged customer keeps it: enough to take it back. */
export interface ContactMergeUndo {
  /** ISO string. */
  readonly at: string;
  readonly by: string;
  readonly identityIds: readonly string[];
  /** As the other module gave it. */
  readonly belongings: unknown;
  /** Of who stayed: before and after. */
  readonly name: { readonly before: string; readonly after: string };
  readonly note: { readonly before: string; readonly after: string };
  /** Those that who stayed was put into. Absent: merged before there were groups. */
  readonly groups?: readonly string[];
}

export interface LockedContact {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly groups: readonly string[];
  readonly mergedIntoId: string | null;
  readonly undo: ContactMergeUndo | null;
  readonly identities: readonly (ContactIdentity & { readonly id: string })[];
}

/**
 * Keeps everything about these customers as it is until the transaction ends. In this order, which is that of a message
 * that comes in: their identities (a message of theirs waits now, or is waited for), their tickets, themselves.
 * @returns those that exist in this organisation
 */
export async function lockContacts(tx: Tx, belongings: ContactBelongings, ids: readonly string[]): Promise<LockedContact[]> {
  const held = holdIdentities(tx, await identitiesOf(tx, ids));
  await belongings.lock(tx, ids);
  const contacts = await tx.query<Omit<LockedContact, 'identities'>>(
    `select id, name, note, groups, merged_into_id as "mergedIntoId", merge_undo as undo from contacts
      where organisation_id = $1 and id = any($2::uuid[]) order by id for update`,
    [tx.organisationId, ids],
  );
  // One may have been added between the look and the lock; none can be from here on.
  const identities = await identitiesOf(tx, ids);
  holdIdentities(
    tx,
    identities.filter((identity) => !held.has(identity.id)),
  );
  return contacts.map((contact) => ({ ...contact, identities: identities.filter(({ contactId }) => contactId === contact.id) }));
}

function identitiesOf(tx: Tx, ids: readonly string[]): Promise<(ContactIdentity & { id: string; contactId: string })[]> {
  return tx.query(
    `select id, contact_id as "contactId", kind, value from contact_identities
      where organisation_id = $1 and contact_id = any($2::uuid[]) order by kind, value`,
    [tx.organisationId, ids],
  );
}
