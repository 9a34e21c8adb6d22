import type { contactSuggestion } from '@balie/shared/contracts/contacts.ts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Parameters } from '../../platform/database/parameters.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';

type Suggestion = z.infer<typeof contactSuggestion>;

const SHOWN = 10;
/** Of a beginning that very many share, these are weighed; a letter more narrows it. */
const WEIGHED = 1_000;
/** Three letters make a trigram; less of a name cannot be found in the index. */
const MIN_INNER = 3;
const MAX_WORDS = 5;

/** Customers for the recipient field: whose name or address holds every typed word. Who begins with it stands first. */
@Injectable()
export class ContactSuggestions {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  suggest(typed: string): Promise<Suggestion[]> {
    const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
    if (words.length === 0) return Promise.resolve([]);
    return this.unitOfWork.read((tx) => {
      const parameters = new Parameters();
      const organisation = parameters.add(tx.organisationId);
      const begin = parameters.add(`${escaped(words.join(' '))}%`);
      const found = words.some((word) => word.length >= MIN_INNER)
        ? anywhere(words, organisation, parameters)
        : atStart(words, organisation, parameters);
      return tx.query<Suggestion>(
        `with best as materialized (
           select id, bool_or(label ilike ${begin}) as begins, min(label) as label from (${found}) found
            group by id order by begins desc, label, id limit ${SHOWN})
         select c.id, c.name, i.value as address
           from best join contacts c on c.id = best.id
           cross join lateral (select i.value from contact_identities i where i.contact_id = c.id
                                order by i.kind = 'email' desc, i.kind = 'phone' desc, i.value ilike ${begin} desc, i.created_at limit 1) i
          where c.organisation_id = ${organisation}
          order by best.begins desc, best.label, best.id`,
        parameters.values,
      );
    });
  }
}

function anywhere(words: readonly string[], organisation: string, parameters: Parameters): string {
  const patterns = words.map((word) => parameters.add(`%${escaped(word)}%`));
  const holds = (column: string) => patterns.map((pattern) => `${column} ilike ${pattern}`).join(' and ');
  return `
    (select c.id, c.name as label from contacts c where c.organisation_id = ${organisation} and ${holds('c.name')} limit ${WEIGHED})
    union all
    (select i.contact_id, i.value from contact_identities i where i.organisation_id = ${organisation} and ${holds('i.value')} limit ${WEIGHED})`;
}

/** One or two letters: names and addresses that begin with them, among the newest customers. */
function atStart(words: readonly string[], organisation: string, parameters: Parameters): string {
  const pattern = parameters.add(`${escaped(words.join(' '))}%`);
  return `
    select n.id, n.name as label from (select c.id, c.name from contacts c where c.organisation_id = ${organisation}
                       order by c.created_at desc, c.id desc limit ${WEIGHED}) n
     where n.name ilike ${pattern} or exists (select from contact_identities i where i.contact_id = n.id and i.value ilike ${pattern})`;
}

function escaped(word: string): string {
  return word
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replace(/[\\%_]/g, '\\$&');
}
