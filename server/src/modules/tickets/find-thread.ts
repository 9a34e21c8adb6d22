import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { ContactIdentity } from '../contacts/public.ts';

/** Of a long chain the nearest ids decide. */
export const MAX_REFERENCES = 20;

/** Worse than any open ticket. */
const CLOSED_LAST = `case when t.status = 'closed' and t.merged_into_id is null then 10000 else 1 end`;

export interface ThreadKeys {
  readonly channelAccountId: string;
  readonly externalId: string;
  readonly contentHash: string;
  readonly token: string | null;
  /** Best first. */
  readonly references: readonly string[];
  /** Of a ticket that the subject names; null when it names none. */
  readonly subjectNumber: number | null;
  readonly sender: ContactIdentity | null;
  readonly bySender: boolean;
  /** Further names under which messages of one conversation wait for each other. */
  readonly lockNames: readonly string[];
  /** Who must have taken part in the ticket that the subject names. */
  readonly provenSender: ContactIdentity | null;
  readonly fromAddress: string;
}

export type FoundThread =
  /** The very message is here already: received before, or our own that came back. */
  | { readonly found: 'duplicate'; readonly ticketId: string; readonly messageId: string }
  | { readonly found: 'thread'; readonly ticketId: string };

/**
 * Lets messages of one thread pass one after the other: two at once, or one twice at once, would otherwise not see
 * each other. Sorted, so that two messages never wait for each other.
 */
export async function holdThread(tx: Tx, keys: ThreadKeys): Promise<void> {
  tx.write(
    `select pg_advisory_xact_lock(key) from (
       select distinct hashtextextended('thread:' || $1 || ':' || external_id, 0) as key from unnest($2::text[]) as external_id order by 1
     ) as keys`,
    [keys.channelAccountId, [keys.externalId, ...keys.references, ...keys.lockNames]],
  );
}

/**
 * Looks for the message itself, then for its ticket: by reply token, by references, by a number in the subject when the
 * sender took part in that ticket, by what earlier messages refer to. A ticket that is closed comes last.
 */
export async function findThread(tx: Tx, keys: ThreadKeys): Promise<FoundThread | undefined> {
  const { sql, parameters } = question(tx, keys);
  const [row] = await tx.prepared<{ ticket_id: string; duplicate_id: string | null }>(sql, parameters);
  if (!row) return undefined;
  if (row.duplicate_id) return { found: 'duplicate', ticketId: row.ticket_id, messageId: row.duplicate_id };
  return { found: 'thread', ticketId: row.ticket_id };
}

/** Of all that is looked for only what this message asks for: to make a plan ready costs more than most looks. */
function question(tx: Tx, keys: ThreadKeys): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const [organisation, account, externalId] = [given(tx.organisationId), given(keys.channelAccountId), given(keys.externalId)];
  const looks = [
    `select m.ticket_id, m.id as duplicate_id, -1 as rank, m.created_at
       from messages m
      where m.organisation_id = ${organisation} and m.external_id = ${externalId} and m.channel_account_id = ${account}
        and ((m.direction = 'inbound' and m.content_hash = ${given(keys.contentHash)})
          or (m.direction = 'outbound' and lower(m.from_address->>'address') = lower(${given(keys.fromAddress)})))`,
  ];
  if (keys.token !== null) {
    looks.push(`select t.id, null, ${CLOSED_LAST}, t.created_at
       from tickets t where t.organisation_id = ${organisation} and t.reply_token = ${given(keys.token)}`);
  }
  const references = keys.references.length > 0 ? given(keys.references) : undefined;
  if (references) {
    looks.push(`select m.ticket_id, null, ${CLOSED_LAST} + r.position, m.created_at
       from unnest(${references}::text[]) with ordinality as r(external_id, position)
      cross join lateral (
        -- One look into the index for each: a table that PostgreSQL knows little of yet it would rather read as a whole.
        select ticket_id, created_at from messages
         where organisation_id = ${organisation} and external_id = r.external_id and channel_account_id = ${account} offset 0) m
       join tickets t on t.id = m.ticket_id`);
  }
  if (keys.subjectNumber !== null && keys.provenSender) {
    const { kind, value } = keys.provenSender;
    looks.push(`select t.id, null, ${CLOSED_LAST} + 900, t.created_at
       from tickets t join contact_identities i on i.organisation_id = t.organisation_id and i.kind = ${given(kind)} and i.value = ${given(value)}
      where t.organisation_id = ${organisation} and t.number = ${given(keys.subjectNumber)}
        and (t.contact_id = i.contact_id or exists (
          select 1 from messages m where m.ticket_id = t.id and m.author_contact_id = i.contact_id and not m.from_stranger))`);
  }
  if (keys.sender) {
    const [kind, value] = [given(keys.sender.kind), given(keys.sender.value)];
    const ids = references ? `array_prepend(${externalId}::text, ${references}::text[])` : `array[${externalId}::text]`;
    looks.push(`select w.ticket_id, null, 1000, t.created_at
       from contact_identities i
       join awaited_messages w on w.channel_account_id = ${account} and w.contact_id = i.contact_id and w.external_id = any(${ids})
       join tickets t on t.id = w.ticket_id and t.status <> 'closed'
      where i.organisation_id = ${organisation} and i.kind = ${kind} and i.value = ${value}`);
    if (keys.bySender) {
      looks.push(`select t.id, null, ${CLOSED_LAST} + 2000, t.created_at
       from contact_identities i join tickets t on t.organisation_id = ${organisation} and t.contact_id = i.contact_id
        and (t.channel_account_id = ${account} or exists (select 1 from messages m where m.ticket_id = t.id and m.channel_account_id = ${account}))
      where i.organisation_id = ${organisation} and i.kind = ${kind} and i.value = ${value}`);
    }
  }
  return { sql: `${looks.join('\n     union all\n     ')}\n     order by rank, created_at desc limit 1`, parameters };
}

/** Remembers the references that lead to nothing here, for messages that come later. */
export async function awaitReferences(tx: Tx, keys: ThreadKeys, contactId: string, ticketId: string): Promise<void> {
  if (keys.references.length === 0) return;
  tx.write(
    `insert into awaited_messages (organisation_id, channel_account_id, contact_id, external_id, ticket_id)
     select distinct $1::uuid, $2::uuid, $3::uuid, r, $4::uuid from unnest($5::text[]) as r
      where (select m.id from messages m where m.organisation_id = $1 and m.external_id = r and m.channel_account_id = $2 limit 1) is null
     on conflict (channel_account_id, contact_id, external_id) do update set ticket_id = excluded.ticket_id
      where awaited_messages.ticket_id <> excluded.ticket_id`,
    [tx.organisationId, keys.channelAccountId, contactId, ticketId, keys.references],
  );
}
