import type { SamePerson } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import { type Reader, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ContactBelongingsRegistry } from './contact-belongings.ts';
import { loadContact } from './contact-row.ts';
import { numberShown } from './identity-value.ts';
import { isFullName, marksIn, namedIn, namesAgree } from './likeness.ts';

/** Questions at once; the others come when these are answered. */
const SHOWN = 3;
/** What more than this many have in common is a machine's address or an everyday name, and tells nothing. */
const CROWD = 5;

interface Sign {
  readonly contactId: string;
  readonly reason: SamePerson['reason'];
  readonly evidence: string;
}
interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly addresses: string[];
  readonly ticketCount: number;
}

/**
 * Who a customer probably is, too. A fixed number of questions to the database, each answered by an index. An address
 * that a marketplace made leads nowhere, and who has no other is nobody's double.
 */
@Injectable()
export class SamePeople {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly belongings: ContactBelongingsRegistry,
  ) {}

  /** @throws {NotFound} */
  of(contactId: string): Promise<SamePerson[]> {
    return this.unitOfWork.read(async (tx) => {
      const contact = await loadContact(tx, contactId);
      const own = contact.identities.filter(({ relay }) => !relay);
      if (own.length === 0) return [];
      const nameable = own.filter(({ kind }) => kind === 'email' || kind === 'phone');
      const [alike, words, namers, namesakes] = await Promise.all([
        spelledAlike(tx, contact.id),
        this.belongings.get().words(tx, [contact.id]),
        this.belongings.get().writersOf(tx, nameable, contact.id),
        isFullName(contact.name) ? sameName(tx, contact.id, contact.name) : [],
      ]);
      const texts = words.map(({ text }) => text);
      const [named, theirWords] = await Promise.all([
        holdersOf(tx, contact.id, texts),
        namesakes.length > 0 ? this.belongings.get().words(tx, namesakes) : [],
      ]);
      const naming: Sign[] = namers.map(({ contactId: id, value }) => ({ contactId: id, reason: 'named', evidence: value }));
      const signs = [...alike, ...named, ...naming, ...sameMarks(texts, theirWords)];
      const candidates = await candidatesOf(tx, contact.id, [...new Set(signs.map((sign) => sign.contactId))]);
      return candidates
        .flatMap((candidate) => {
          const sign = signs.find(({ contactId: id }) => id === candidate.id);
          if (!sign || (sign.reason === 'named' && !namesAgree(candidate.name, contact.name))) return [];
          const shown = { ...candidate, addresses: candidate.addresses.map(numberShown) };
          return [{ contact: shown, reason: sign.reason, evidence: numberShown(sign.evidence), rank: signs.indexOf(sign) }];
        })
        .sort((one, other) => one.rank - other.rank)
        .slice(0, SHOWN)
        .map(({ rank: _, ...item }) => item);
    });
  }
}

/** Another spelling of the same mailbox or number. */
function spelledAlike(tx: Reader, contactId: string): Promise<Sign[]> {
  return tx.query<Sign>(
    `select o."contactId", case i.kind when 'phone' then 'phone' else 'mailbox' end as reason, o.value as evidence
       from contact_identities i
       cross join lateral (
         select a."contactId", a.value, count(*) over () as crowd from (
           select o.contact_id as "contactId", o.value from contact_identities o
            where o.organisation_id = $1 and o.likeness = i.likeness and o.kind = i.kind and o.contact_id <> i.contact_id
            limit ${CROWD + 1}) a) o
      where i.organisation_id = $1 and i.contact_id = $2 and o.crowd <= ${CROWD}
      order by i.created_at, o.value`,
    [tx.organisationId, contactId],
  );
}

/** Whose address or number this customer named. */
async function holdersOf(tx: Reader, contactId: string, texts: readonly string[]): Promise<Sign[]> {
  const { emails, phones } = namedIn(texts);
  if (emails.length + phones.length === 0) return [];
  return tx.query<Sign>(
    `select i.contact_id as "contactId", 'named' as reason, i.value as evidence
       from unnest($3::text[], $4::text[]) as n (kind, value)
       join contact_identities i on i.organisation_id = $1 and i.kind = n.kind and i.value = n.value
      where i.contact_id <> $2 and not i.relay order by i.value`,
    [tx.organisationId, contactId, [...emails.map(() => 'email'), ...phones.map(() => 'phone')], [...emails, ...phones]],
  );
}

/** Customers of exactly this name; none when there are many. */
async function sameName(tx: Reader, contactId: string, name: string): Promise<string[]> {
  const found = await tx.query<{ id: string }>(
    `select id from contacts
      where organisation_id = $1 and folded_name = left(lower($3), 200) and id <> $2 and merged_into_id is null limit ${CROWD + 1}`,
    [tx.organisationId, contactId, name],
  );
  return found.length > CROWD ? [] : found.map(({ id }) => id);
}

function sameMarks(texts: readonly string[], theirs: readonly { readonly contactId: string; readonly text: string }[]): Sign[] {
  const marks = marksIn(texts);
  return theirs.flatMap(({ contactId, text }) => {
    const shared = [...marksIn([text])].find((mark) => marks.has(mark));
    return shared ? [{ contactId, reason: 'same_name' as const, evidence: shared }] : [];
  });
}

/** Of these, who may be asked about: with an address of their own, and not known to be somebody else. */
function candidatesOf(tx: Reader, contactId: string, ids: readonly string[]): Promise<Candidate[]> | Candidate[] {
  if (ids.length === 0) return [];
  return tx.query<Candidate>(
    `with recursive family (root, id) as (
       select r.id, r.id from unnest(array_append($3::uuid[], $2::uuid)) as r (id)
       union all
       select f.root, c.id from family f join contacts c on c.merged_into_id = f.id)
     select c.id, c.name,
            array(select i.value from contact_identities i where i.contact_id = c.id and not i.relay order by i.created_at, i.id limit 3) as addresses,
            (select count(*)::int from tickets t where t.organisation_id = $1 and t.contact_id = c.id and t.merged_into_id is null) as "ticketCount"
       from contacts c
      where c.organisation_id = $1 and c.id = any($3::uuid[]) and c.merged_into_id is null
        and exists (select 1 from contact_identities i where i.contact_id = c.id and not i.relay)
        and not exists (
          select 1 from family mine join family theirs on mine.root = $2 and theirs.root = c.id
            join different_contacts d on d.contact_id = least(mine.id, theirs.id) and d.other_id = greatest(mine.id, theirs.id))`,
    [tx.organisationId, contactId, ids],
  );
}
