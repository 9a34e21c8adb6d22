import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { type PersonalRecord, personalRows, toPersonalRow } from './personal-row.ts';

const marker = z.tuple([z.iso.datetime(), z.uuid()]);
const NEWEST = 't.last_message_at desc, t.id desc';

/** What a customer wrote about before. */
@Injectable()
export class ContactTickets {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. @throws {InvalidCursor | NotFound} */
  async page(contactId: string, query: PageQuery, agentId: string): Promise<{ items: PersonalRow[]; nextCursor: string | null }> {
    const [at, id] = query.cursor === undefined ? [null, null] : decodeCursor(query.cursor, marker);
    const limit = query.limit + 1;
    const records = await this.unitOfWork.read(async (tx) => {
      const found = await tx.query<PersonalRecord>(
        personalRows(
          `select t.id from tickets t
            where t.organisation_id = $1 and t.contact_id = $2 and t.merged_into_id is null
              and ($3::timestamptz is null or (t.last_message_at, t.id) < ($3::timestamptz, $4::uuid))
            order by ${NEWEST} limit ${limit}`,
          '$5',
          NEWEST,
          limit,
        ),
        [tx.organisationId, contactId, at, id, agentId],
      );
      if (found.length === 0) await mustExist(tx, contactId);
      return found;
    });
    return toPage(records, query.limit, toPersonalRow, (record) => [record.last_message_at.toISOString(), record.id]);
  }
}

async function mustExist(tx: Reader, contactId: string): Promise<void> {
  const known = await tx.query('select 1 from contacts where organisation_id = $1 and id = $2', [tx.organisationId, contactId]);
  if (known.length === 0) throw new NotFound('contact');
}
