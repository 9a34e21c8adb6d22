import { v7 as newId } from 'uuid';
import type { TestApp } from '../../../../test/support/test-app.ts';
import type { Tx } from '../../../platform/database/unit-of-work.ts';
import { addToSearch } from '../search-index.ts';
import type { TestChannelAccount } from './inbound.ts';
import { asOrganisation } from './look.ts';

export interface GivenTicket {
  readonly status?: string;
  readonly assigneeId?: string | null;
  readonly teamId?: string | null;
  readonly shopId?: string;
  readonly subject?: string;
  readonly contactName?: string;
  readonly contactAddress?: string;
  readonly tags?: readonly string[];
  /** Minutes after the first of March 2026, nine o'clock UTC. */
  readonly at?: number;
  /** Likewise; absent: nobody waits. */
  readonly waitingSince?: number | null;
  /** Likewise, of what it has to meet next. `paused` has none. */
  readonly due?: { readonly state: 'running' | 'warned' | 'breached' | 'paused'; readonly at: number };
  /** Of one inbound message. */
  readonly text?: string;
}

export const moment = (minutes: number): string => new Date(Date.parse('2026-03-01T09:00:00Z') + minutes * 60_000).toISOString();

let counted = 0;

/**
 * A ticket in any state, written straight into the tables: for tests of reading, which need states that take days to
 * come about. With a contact and one inbound message, and findable.
 */
export async function aTicketRow(
  app: TestApp,
  account: TestChannelAccount,
  given: GivenTicket = {},
): Promise<{ id: string; number: number; contactId: string }> {
  const [id, contactId, messageId] = [newId(), newId(), newId()];
  const number = 5_000 + ++counted;
  const at = moment(given.at ?? counted);
  const { contactName = 'Jan de Vries', contactAddress = `${contactId}@klant.test`, subject = 'Vraag', text = 'Hallo' } = given;
  await asOrganisation(app, account.organisationId, async (tx) => {
    const organisation = account.organisationId;
    await tx.query('insert into contacts (id, organisation_id, name) values ($1, $2, $3)', [contactId, organisation, contactName]);
    await tx.query(`insert into contact_identities (id, organisation_id, contact_id, kind, value) values ($1, $2, $3, 'email', $4)`, [
      newId(),
      organisation,
      contactId,
      contactAddress,
    ]);
    await tx.query(
      `insert into tickets (id, organisation_id, number, shop_id, channel_account_id, channel_kind, contact_id, subject, status, assignee_id, team_id,
                            tags, reply_token, last_direction, last_message_at, last_inbound_at, waiting_since, message_count, created_at)
       values ($1, $2, $3, $4, $5, 'email', $6, $7, $8, $9, $10, $11, $12, 'inbound', $13, $13, $14, 1, $13)`,
      [
        id,
        organisation,
        number,
        given.shopId ?? account.shopId,
        account.id,
        contactId,
        subject,
        given.status ?? 'open',
        given.assigneeId ?? null,
        given.teamId ?? null,
        given.tags ?? [],
        id,
        at,
        given.waitingSince === undefined || given.waitingSince === null ? null : moment(given.waitingSince),
      ],
    );
    if (given.due) await putDeadline(tx, id, given.due);
    for (const name of given.tags ?? []) {
      await tx.query('insert into tags (organisation_id, name) values ($1, $2) on conflict do nothing', [organisation, name]);
      await tx.query('insert into ticket_tags (ticket_id, organisation_id, name) values ($1, $2, $3)', [id, organisation, name]);
    }
    await tx.query(
      `insert into messages (id, organisation_id, ticket_id, channel_account_id, channel_kind, direction, author_contact_id, author_name,
                             author_address, text, created_at)
       values ($1, $2, $3, $4, 'email', 'inbound', $5, $6, $7, $8, $9)`,
      [messageId, organisation, id, account.id, contactId, contactName, contactAddress, text, at],
    );
    await addToSearch(tx, {
      ticketId: id,
      organisationId: organisation,
      subject,
      number,
      names: [contactName, contactAddress],
      recipients: [account.address],
      text,
      lastMessageAt: new Date(at),
    });
  });
  return { id, number, contactId };
}

function putDeadline(tx: Tx, id: string, { state, at }: NonNullable<GivenTicket['due']>): Promise<unknown> {
  const dueAt = state === 'paused' ? null : moment(at);
  const deadline = { target: 'first_response', state, dueAt, warnAt: null, leftSeconds: state === 'paused' ? 60 : null };
  return tx.query('update tickets set due_at = $2, deadline = $3, is_pressing = $4 where id = $1', [
    id,
    dueAt,
    JSON.stringify(deadline),
    state === 'warned' || state === 'breached',
  ]);
}
