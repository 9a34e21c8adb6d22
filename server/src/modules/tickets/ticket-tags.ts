import type { Tx } from '../../platform/database/unit-of-work.ts';

/** Tags of one ticket that exist already, in its row and where they are counted. The ticket must be locked. */

export async function addTags(tx: Tx, ticketId: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await tx.query(
    `insert into ticket_tags (ticket_id, organisation_id, name) select $2, $1, name from unnest($3::text[]) as name on conflict do nothing`,
    [tx.organisationId, ticketId, names],
  );
  await tx.query(
    `update tickets set tags = array(select distinct name from unnest(tags || $3::text[]) as name order by name)
      where organisation_id = $1 and id = $2`,
    [tx.organisationId, ticketId, names],
  );
}

export async function clearTags(tx: Tx, ticketId: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await tx.query('delete from ticket_tags where organisation_id = $1 and ticket_id = $2 and name = any($3::text[])', [
    tx.organisationId,
    ticketId,
    names,
  ]);
  await tx.query(
    `update tickets set tags = array(select name from unnest(tags) as name where name <> all($3::text[]) order by name)
      where organisation_id = $1 and id = $2`,
    [tx.organisationId, ticketId, names],
  );
}
