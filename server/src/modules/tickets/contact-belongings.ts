import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { ContactBelongings, ContactBelongingsRegistry, type ContactIdentity, type GivenBack } from '../contacts/public.ts';
import { foldText, identifiers } from './search-words.ts';

/** Of each customer. */
const WORDS_READ = 20;
const WRITERS_READ = 30;
/** Characters of one message. */
const TEXT_READ = 20_000;

/** What `giveBack` needs. */
interface Moved {
  /** The newest ticket's, when the two became one. Not a moment: a message may be older than the merge and come in after it. */
  readonly lastNumber: number;
  readonly ticketIds: readonly string[];
  readonly messageIds: readonly string[];
  /** Messages whose writer was a stranger in the ticket, until the merge. */
  readonly strangerIds: readonly string[];
}

/** The tickets of a customer, and what they wrote. */
@Injectable()
export class TicketsOfContacts extends ContactBelongings implements OnModuleInit {
  constructor(private readonly registry: ContactBelongingsRegistry) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  async lock(tx: Tx, contactIds: readonly string[]): Promise<void> {
    await tx.query('select id from tickets where organisation_id = $1 and contact_id = any($2::uuid[]) order by id for no key update', [
      tx.organisationId,
      contactIds,
    ]);
  }

  async move(tx: Tx, from: string, into: string): Promise<Moved> {
    const fromTo = [tx.organisationId, from, into];
    const ticketIds = await changed(
      tx,
      'update tickets set contact_id = $3, version = version + 1 where organisation_id = $1 and contact_id = $2',
      fromTo,
    );
    const messageIds = await changed(
      tx,
      `update messages set author_contact_id = $3 where organisation_id = $1 and author_contact_id = $2 and direction = 'inbound'`,
      fromTo,
    );
    const strangerIds = await changed(
      tx,
      `update messages m set from_stranger = false from tickets t
        where m.organisation_id = $1 and m.author_contact_id = $2 and m.direction = 'inbound' and m.from_stranger
          and t.id = m.ticket_id and t.contact_id = $2`,
      [tx.organisationId, into],
      'm.id',
    );
    // Copied: what was awaited of the one may be taken in as the other's, and is there still when this is taken back.
    await tx.query(
      `insert into awaited_messages (organisation_id, channel_account_id, contact_id, external_id, ticket_id)
       select organisation_id, channel_account_id, $3, external_id, ticket_id from awaited_messages where organisation_id = $1 and contact_id = $2
       on conflict do nothing`,
      fromTo,
    );
    const [last] = await tx.query<{ number: number }>('select coalesce(max(number), 0) as number from tickets where organisation_id = $1', [
      tx.organisationId,
    ]);
    return { lastNumber: last?.number ?? 0, ticketIds, messageIds, strangerIds };
  }

  async giveBack(tx: Tx, moved: unknown, { from, to, addresses }: GivenBack): Promise<void> {
    const { lastNumber, ticketIds, messageIds, strangerIds } = moved as Moved;
    const fromTo = [tx.organisationId, from, to];
    await tx.query(
      `update messages set author_contact_id = $3
        where organisation_id = $1 and author_contact_id = $2 and direction = 'inbound'
          and (id = any($4::uuid[]) or lower(author_address) = any($5::text[]))`,
      [...fromTo, messageIds, addresses],
    );
    await tx.query('update messages set from_stranger = true where organisation_id = $1 and id = any($2::uuid[])', [
      tx.organisationId,
      strangerIds,
    ]);
    // Opened since, by who comes back.
    await tx.query(
      `update tickets t set contact_id = $3, version = version + 1
        where organisation_id = $1 and contact_id = $2
          and (id = any($4::uuid[]) or (number > $5 and $3 = (
            select m.author_contact_id from messages m where m.ticket_id = t.id and m.direction = 'inbound'
             order by m.created_at, m.id limit 1)))`,
      [...fromTo, ticketIds, lastNumber],
    );
  }

  words(tx: Reader, contactIds: readonly string[]): Promise<{ contactId: string; text: string }[]> {
    return tx.query(
      `select c.id as "contactId", m.text from unnest($2::uuid[]) as c (id)
        cross join lateral (
          select left(m.text, ${TEXT_READ}) as text, m.created_at from messages m
           where m.organisation_id = $1 and m.author_contact_id = c.id and m.direction = 'inbound' and m.nature = 'personal'
           order by m.created_at desc limit ${WORDS_READ}) m
        order by m.created_at desc`,
      [tx.organisationId, contactIds],
    );
  }

  async writersOf(tx: Reader, named: readonly ContactIdentity[], besides: string): Promise<{ contactId: string; value: string }[]> {
    if (named.length === 0) return [];
    const needles = named.map(({ kind, value }) => ({ value, word: kind === 'phone' ? phoneWord(value) : foldText(value) }));
    const found = await tx.query<{ contactId: string; text: string }>(
      `select m.author_contact_id as "contactId", m.text from (
         select s.ticket_id from ticket_search s where s.organisation_id = $1 and s.document @@ $2::tsquery
          order by s.last_message_at desc limit ${WRITERS_READ}) s
       join tickets t on t.id = s.ticket_id and t.organisation_id = $1 and t.contact_id <> $3
       cross join lateral (
         select m.author_contact_id, left(m.text, ${TEXT_READ}) as text from messages m
          where m.ticket_id = t.id and m.direction = 'inbound' and m.author_contact_id = t.contact_id and m.nature = 'personal'
          order by m.created_at desc limit ${WORDS_READ}) m`,
      [tx.organisationId, needles.map(({ word }) => `'${word.replace(/['\\\\]/g, '')}'`).join(' | '), besides],
    );
    return found.flatMap(({ contactId, text }) => {
      const written = new Set(identifiers(foldText(text)));
      const needle = needles.find(({ word }) => written.has(word));
      return needle ? [{ contactId, value: needle.value }] : [];
    });
  }
}

/** As the index of words holds every way to write a number. */
const phoneWord = (value: string) => `~${value.replace(/\D/g, '').slice(-9)}`;

async function changed(tx: Tx, update: string, parameters: readonly unknown[], returning = 'id'): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(`with changed as (${update} returning ${returning}) select id from changed`, parameters);
  return rows.map(({ id }) => id);
}
