import type { Contact } from '@balie/shared/contracts/contacts.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';

/** Everything `toContact` needs of `contacts c`, its identities and the number of its tickets included. */
export const CONTACT_COLUMNS = `
  c.id, c.name, c.note, c.version, c.created_at,
  coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'value', i.value, 'undeliverable', i.undeliverable) order by i.created_at, i.id)
              from contact_identities i where i.contact_id = c.id), '[]') as identities,
  (select count(*)::int from tickets t where t.organisation_id = c.organisation_id and t.contact_id = c.id
     and t.merged_into_id is null) as ticket_count`;

export interface ContactRecord {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly version: number;
  readonly created_at: Date;
  readonly identities: Contact['identities'];
  readonly ticket_count: number;
}

export function toContact(record: ContactRecord): Contact {
  return {
    id: record.id,
    name: record.name,
    note: record.note,
    identities: record.identities,
    ticketCount: record.ticket_count,
    createdAt: record.created_at.toISOString(),
    version: record.version,
  };
}

/** @throws {NotFound} */
export async function loadContact(tx: Reader, id: string): Promise<Contact> {
  const [record] = await tx.prepared<ContactRecord>(
    `select ${CONTACT_COLUMNS} from contacts c where c.id = $1 and c.organisation_id = $2`,
    [id, tx.organisationId],
  );
  if (!record) throw new NotFound('contact');
  return toContact(record);
}
