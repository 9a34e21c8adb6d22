import type { Contact, Identity } from '@balie/shared/contracts/contacts.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { numberShown } from './identity-value.ts';

/** Everything `toContact` needs of `contacts c`, its identities and the number of its tickets included. */
export const CONTACT_COLUMNS = `
  c.id, c.name, c.note, c.groups, c.version, c.created_at,
  coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'value', i.value, 'relay', i.relay, 'undeliverable', i.undeliverable)
                             order by i.created_at, i.id)
              from contact_identities i where i.contact_id = c.id), '[]') as identities,
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'at', g.merge_undo->>'at') order by g.merge_undo->>'at' desc)
              from contacts g where g.merged_into_id = c.id), '[]') as merged,
  (select count(*)::int from tickets t where t.organisation_id = c.organisation_id and t.contact_id = c.id
     and t.merged_into_id is null) as ticket_count`;

export interface ContactRecord {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly groups: string[];
  readonly version: number;
  readonly created_at: Date;
  readonly identities: readonly Omit<Identity, 'shown'>[];
  readonly merged: Contact['merged'];
  readonly ticket_count: number;
}

export function toContact(record: ContactRecord): Contact {
  return {
    id: record.id,
    name: record.name,
    note: record.note,
    groups: record.groups,
    identities: record.identities.map((identity) => ({ ...identity, shown: numberShown(identity.value) })),
    ticketCount: record.ticket_count,
    merged: record.merged,
    createdAt: record.created_at.toISOString(),
    version: record.version,
  };
}

/** The customer with this id, or who stands in its place since a merge. @throws {NotFound} */
export async function loadContact(tx: Reader, id: string): Promise<Contact> {
  const record = await find(tx, id);
  if (record) return toContact(record);
  const survivorId = await survivorOf(tx, id);
  const survivor = survivorId && (await find(tx, survivorId));
  if (!survivor) throw new NotFound('contact');
  return toContact(survivor);
}

async function find(tx: Reader, id: string): Promise<ContactRecord | undefined> {
  const [record] = await tx.prepared<ContactRecord>(
    `select ${CONTACT_COLUMNS} from contacts c where c.id = $1 and c.organisation_id = $2 and c.merged_into_id is null`,
    [id, tx.organisationId],
  );
  return record;
}

/** Who stands in the place of this customer: itself, unless it was merged. Undefined: there never was one. */
export async function survivorOf(tx: Reader, id: string): Promise<string | undefined> {
  const [found] = await tx.query<{ id: string }>(
    `with recursive line (id, next) as (
       select id, merged_into_id from contacts where organisation_id = $1 and id = $2
       union all
       select c.id, c.merged_into_id from line join contacts c on c.id = line.next and c.organisation_id = $1)
     select id from line where next is null`,
    [tx.organisationId, id],
  );
  return found?.id;
}
