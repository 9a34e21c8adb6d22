import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { PersonalRow } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { survivorOf } from '../contacts/public.ts';
import { type PersonalRecord, personalRows, toPersonalRow } from './personal-row.ts';

const marker = z.tuple([z.iso.datetime(), z.uuid()]);
const NEWEST = 't.last_message_at desc, t.id desc';

/** What a customer wrote about before; also by the id of one who went up in them. */
@Injectable()
export class ContactTickets {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. @throws {InvalidCursor | NotFound} */
  async page(contactId: string, query: PageQuery, agentId: string): Promise<{ items: PersonalRow[]; nextCursor: string | null }> {
    const records = await this.unitOfWork.read(async (tx) => {
      const found = await ticketsOf(tx, contactId, query, agentId);
      if (found.length > 0) return found;
      const survivorId = await survivorOf(tx, contactId);
      if (!survivorId) throw new NotFound('contact');
      return survivorId === contactId ? found : ticketsOf(tx, survivorId, query, agentId);
    });
    return toPage(records, query.limit, toPersonalRow, (record) => [record.last_message_at.toISOString(), record.id]);
  }
}

function ticketsOf(tx: Reader, contactId: string, query: PageQuery, agentId: string): Promise<PersonalRecord[]> {
  const [at, id] = query.cursor === undefined ? [null, null] : decodeCursor(query.cursor, marker);
  const limit = query.limit + 1;
  return tx.query<PersonalRecord>(
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
}
