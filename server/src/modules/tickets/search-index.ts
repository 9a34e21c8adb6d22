import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { apart, type RowsWrite } from '../../platform/database/gathered-rows.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { searchWords, wordPairs } from './search-words.ts';

/** A ticket with more different words than this takes no more; keeps its document under PostgreSQL's limit of 1 MB. */
const MAX_LEXEMES = 15_000;
const MAX_PAIRS = 30_000;

/** Markers that stand before a word of a person's name, so that `from:` and `to:` are words like others. */
export const FROM = '<';
export const TO = '>';
/** Stands in the document of a ticket that has a file. */
export const HAS_FILE = '!file';

export interface SearchAddition {
  readonly ticketId: string;
  readonly organisationId: string | undefined;
  /** Given with a new ticket and when it changes. */
  readonly subject?: string;
  /** Names and addresses of who wrote the message. */
  readonly names?: readonly string[];
  /** Names and addresses it went to. */
  readonly recipients?: readonly string[];
  /** Of a new ticket. */
  readonly number?: number;
  /** The same, where the number is not known here: it is taken from the ticket. */
  readonly isNew?: boolean;
  /** The message has attachments. */
  readonly hasFiles?: boolean;
  /** What the writer wrote, as text; empty when only the subject changed. */
  readonly text: string;
  /** The ticket's newest message. */
  readonly lastMessageAt: Date;
}

/** Names and addresses, as `SearchAddition` takes them. */
export function people(addresses: readonly MailAddress[]): string[] {
  return addresses.flatMap(({ name, address }) => [name, address]);
}

/** Makes a ticket findable by what is added to it; call it in the transaction that writes the message. */
export async function addToSearch(tx: Tx, addition: SearchAddition): Promise<void> {
  tx.gather(DOCUMENTS, addition);
}

const DOCUMENTS: RowsWrite<SearchAddition> = {
  rank: 40,
  statements: (additions) => apart(additions, ({ ticketId }) => ticketId).map(searchDocuments),
};

/**
 * The statement behind `addToSearch`, for any number of tickets, each once. Subject and people go into `heading` too:
 * hits there stand above hits in the text.
 */
export function searchDocuments(additions: readonly SearchAddition[]): { sql: string; parameters: unknown[] } {
  const parts = additions.map(partsOf);
  return {
    sql: `
      insert into ticket_search as known (ticket_id, organisation_id, heading, document, pairs, last_message_at)
      select ticket_id, organisation_id, heading,
             heading || to_tsvector('balie', body_words) || array_to_tsvector(string_to_array(body_exact, ' ')),
             pairs::int[], last_message_at
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::bool[])
          as a (ticket_id, organisation_id, head_words, head_exact, body_words, body_exact, pairs, last_message_at, is_new),
        lateral (
          select to_tsvector('balie', head_words) || array_to_tsvector(string_to_array(head_exact, ' ')) ||
                 case when is_new then array_to_tsvector(array(select t.number::text from tickets t where t.id = a.ticket_id))
                      else ''::tsvector end as heading) h
      on conflict (ticket_id) do update set
        heading = case when length(known.heading) < ${MAX_LEXEMES} then known.heading || excluded.heading else known.heading end,
        document = case when length(known.document) < ${MAX_LEXEMES} then known.document || excluded.document else known.document end,
        pairs = case when cardinality(known.pairs) < ${MAX_PAIRS} then known.pairs || excluded.pairs else known.pairs end,
        last_message_at = greatest(known.last_message_at, excluded.last_message_at)`,
    parameters: [
      additions.map((addition) => addition.ticketId),
      additions.map((addition) => addition.organisationId),
      parts.map((part) => part.headWords.join(' ')),
      parts.map((part) => part.headExact.join(' ')),
      parts.map((part) => part.bodyWords.join(' ')),
      parts.map((part) => part.bodyExact.join(' ')),
      // Arrays of arrays would all have to be of one length.
      parts.map((part) => `{${wordPairs([...part.headWords, ...part.bodyWords]).join(',')}}`),
      additions.map((addition) => addition.lastMessageAt),
      additions.map((addition) => addition.isNew ?? false),
    ],
  };
}

interface DocumentParts {
  readonly headWords: readonly string[];
  readonly headExact: readonly string[];
  readonly bodyWords: readonly string[];
  readonly bodyExact: readonly string[];
}

function partsOf(addition: SearchAddition): DocumentParts {
  const subject = searchWords(addition.subject ?? '');
  const names = searchWords((addition.names ?? []).join('\n'));
  const recipients = searchWords((addition.recipients ?? []).join('\n'));
  const text = searchWords(addition.text);
  const number = addition.number === undefined ? [] : [String(addition.number)];
  return {
    headWords: [...subject.words, ...names.words],
    headExact: [...new Set([...number, ...subject.exact, ...names.exact, ...names.exact.map((token) => FROM + token)])],
    bodyWords: [...text.words, ...recipients.words],
    bodyExact: [
      ...new Set([...text.exact, ...recipients.exact]),
      ...recipients.exact.map((token) => TO + token),
      ...(addition.hasFiles ? [HAS_FILE] : []),
    ],
  };
}
