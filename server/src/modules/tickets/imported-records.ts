import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { knownAs } from './external-id.ts';

type ImportedRecord = { readonly externalKey: string } & Partial<Record<'ticketId' | 'messageId' | 'contactId', string>>;

const keyOf = (externalKey: string) => knownAs(storable(externalKey));

/** Which records of another system became what here. */
export class ImportedRecords {
  constructor(private readonly tx: Tx) {}

  /** Lets two imports of the same record pass one after the other. */
  async hold(externalKey: string): Promise<void> {
    await this.tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `imported:${this.tx.organisationId}:${keyOf(externalKey)}`,
    ]);
  }

  /** The ticket that was made of it, or the one that this was merged into. */
  async ticket(externalKey: string): Promise<string | undefined> {
    const [found] = await this.tx.query<{ id: string }>(
      `with recursive home as (
         select t.id, t.merged_into_id, 1 as step
           from imported_records r join tickets t on t.id = r.ticket_id where r.organisation_id = $1 and r.external_key = $2
         union all
         select t.id, t.merged_into_id, home.step + 1 from home join tickets t on t.id = home.merged_into_id where home.step < 20)
       select id from home order by step desc limit 1`,
      [this.tx.organisationId, keyOf(externalKey)],
    );
    return found?.id;
  }

  /** Nothing was written in the ticket since, neither by its customer nor by us. */
  async isAllThereIs(ticketId: string): Promise<boolean> {
    const others = await this.tx.query(
      `select 1 from messages m where m.organisation_id = $1 and m.ticket_id = $2
          and not exists (select 1 from imported_records r where r.message_id = m.id) limit 1`,
      [this.tx.organisationId, ticketId],
    );
    return others.length === 0;
  }

  async contact(externalKey: string): Promise<string | undefined> {
    const [found] = await this.tx.query<{ id: string }>(
      'select contact_id as id from imported_records where organisation_id = $1 and external_key = $2 and contact_id is not null',
      [this.tx.organisationId, keyOf(externalKey)],
    );
    return found?.id;
  }

  /** Those of the keys that nothing was made of yet. */
  async missing(externalKeys: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.tx.query<{ key: string }>(
      'select external_key as key from imported_records where organisation_id = $1 and external_key = any($2::text[])',
      [this.tx.organisationId, externalKeys.map(keyOf)],
    );
    const known = new Set(found.map(({ key }) => key));
    return new Set(externalKeys.filter((key) => !known.has(keyOf(key))));
  }

  async add(records: readonly ImportedRecord[]): Promise<void> {
    const rows = records.map((record) => ({ ...record, externalKey: keyOf(record.externalKey) }));
    await this.tx.query(
      `insert into imported_records (organisation_id, external_key, ticket_id, message_id, contact_id)
       select $1, r."externalKey", r."ticketId", r."messageId", r."contactId"
         from jsonb_to_recordset($2::jsonb) as r("externalKey" text, "ticketId" uuid, "messageId" uuid, "contactId" uuid)`,
      [this.tx.organisationId, JSON.stringify(rows)],
    );
  }
}
