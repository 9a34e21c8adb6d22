import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { InboundMessage } from './ticket-intake.ts';

type Keys = NonNullable<InboundMessage['thread']['keys']>;

/** What the locks of a conversation with keys are called. */
export function lockNames({ thread }: InboundMessage): string[] {
  const { certain = null, likely = [] } = thread.keys ?? {};
  return [...(certain === null ? [] : [certain]), ...likely].map((key) => `key:${key}`);
}

/** The ticket of this very conversation, by what the channel calls it. */
export async function findByCertainKey(tx: Tx, channelAccountId: string, keys: Keys | undefined): Promise<string | undefined> {
  return keys?.certain ? ticketOf(tx, channelAccountId, [keys.certain]) : undefined;
}

/**
 * The ticket a message belongs into whose conversation has no ticket yet: the one that other signs found, else the newest
 * with a key that is likely the same conversation. Never one that is certainly about something else.
 */
export async function findByLikelyKey(
  tx: Tx,
  channelAccountId: string,
  keys: Keys | undefined,
  found: string | undefined,
): Promise<string | undefined> {
  if (!keys) return found;
  const candidates = found === undefined ? [] : [found];
  const likely = await ticketOf(tx, channelAccountId, keys.likely);
  if (likely !== undefined) candidates.push(likely);
  for (const ticketId of candidates) if (!(await isAboutAnother(tx, ticketId, keys.certain))) return ticketId;
  return undefined;
}

/** Remembers the ticket of this conversation; a newer ticket of the same takes its place. */
export function keepKeys(tx: Tx, channelAccountId: string, keys: Keys | undefined, ticketId: string): void {
  if (!keys) return;
  for (const [key, certain] of [
    ...(keys.certain === null ? [] : [[keys.certain, true] as const]),
    ...keys.likely.map((one) => [one, false] as const),
  ]) {
    tx.write(
      `insert into ticket_keys (organisation_id, channel_account_id, key, certain, ticket_id) values ($1, $2, $3, $4, $5)
       on conflict (channel_account_id, key) do update set ticket_id = excluded.ticket_id where ticket_keys.ticket_id <> excluded.ticket_id`,
      [tx.organisationId, channelAccountId, key, certain, ticketId],
    );
  }
}

async function ticketOf(tx: Tx, channelAccountId: string, keys: readonly string[]): Promise<string | undefined> {
  if (keys.length === 0) return undefined;
  const [row] = await tx.query<{ id: string }>(
    `select ticket_id as id from ticket_keys where organisation_id = $1 and channel_account_id = $2 and key = any($3::text[])
      order by array_position($3::text[], key) limit 1`,
    [tx.organisationId, channelAccountId, keys],
  );
  return row?.id;
}

async function isAboutAnother(tx: Tx, ticketId: string, certain: string | null): Promise<boolean> {
  if (certain === null) return false;
  const rows = await tx.query('select 1 from ticket_keys where organisation_id = $1 and ticket_id = $2 and certain and key <> $3 limit 1', [
    tx.organisationId,
    ticketId,
    certain,
  ]);
  return rows.length > 0;
}
