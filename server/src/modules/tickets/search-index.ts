import type { Tx } from '../../platform/database/unit-of-work.ts';
import { searchWords } from './search-words.ts';

/** More different words than this in one ticket are not found any more; keeps the document under PostgreSQL's limit. */
const MAX_LEXEMES = 15_000;

export interface SearchAddition {
  readonly ticketId: string;
  readonly organisationId: string | undefined;
  /** Given with a new ticket and when it changes. */
  readonly subject?: string;
  /** Names and addresses of the people of a message. */
  readonly names?: readonly string[];
  /** Of a new ticket. */
  readonly number?: number;
  /** What the writer wrote, as text; empty when only the subject changed. */
  readonly text: string;
  /** The ticket's newest message. */
  readonly lastMessageAt: Date;
}

/** Makes a ticket findable by what is added to it; call it in the transaction that writes the message. */
export async function addToSearch(tx: Tx, addition: SearchAddition): Promise<void> {
  const subject = searchWords(addition.subject ?? '');
  const names = searchWords((addition.names ?? []).join(' \n'));
  const body = searchWords(addition.text);
  const number = addition.number === undefined ? [] : [String(addition.number)];
  await tx.query(
    `insert into ticket_search as found (ticket_id, organisation_id, document, last_message_at)
     values ($1, $2,
       setweight(to_tsvector('balie', $3), 'A') || setweight(to_tsvector('balie', $4), 'B') || to_tsvector('balie', $5)
         || array_to_tsvector($6),
       $7)
     on conflict (ticket_id) do update set
       document = case when length(found.document) < ${MAX_LEXEMES} then found.document || excluded.document else found.document end,
       last_message_at = greatest(found.last_message_at, excluded.last_message_at)`,
    [
      addition.ticketId,
      addition.organisationId,
      [...number, ...subject.words].join(' '),
      names.words.join(' '),
      body.words.join(' '),
      [...new Set([...number, ...subject.exact, ...names.exact, ...body.exact])],
      addition.lastMessageAt,
    ],
  );
}
