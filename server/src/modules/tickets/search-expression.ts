import type { Parameters } from '../../platform/database/parameters.ts';
import { FROM, HAS_FILE, TO } from './search-index.ts';
import type { ParsedSearch, SearchTerm } from './search-query.ts';
import { foldText, identifiers, searchWords, wordPairs } from './search-words.ts';
import { relatedForms } from './word-forms.ts';

/**
 * One thing a document must hold (or must not): any of these, in the language of `to_tsquery`. The words in `stemmed`
 * are for PostgreSQL to stem, the tokens in `exact` are taken as they are.
 */
export interface Condition {
  readonly negated: boolean;
  readonly stemmed: readonly string[];
  readonly exact: readonly string[];
  /** Of a phrase: all of these stand in the ticket. */
  readonly pairs?: readonly number[];
}

/** Words that say little; left out of a question that holds others. `niet`, `geen` and `zonder` are not among them. */
const SMALL_WORDS = new Set(
  `de het een en van in op te dat die is ik je jij u uw jullie we wij zij ze er aan met voor om als maar bij of naar dan was heb heeft hebben
  mijn me mij zijn haar hun deze dit ook wel tot uit over kan kunnen the a an and of to in on is it i you my for with`.split(/\s+/),
);
/** Shorter beginnings of a word stand for themselves only. */
const MIN_PREFIX = 2;

/** What the documents of tickets are asked. */
export interface Question {
  readonly conditions: readonly Condition[];
  /** The part of it that subject and names may answer alone; empty when no word is asked for. */
  readonly heading: readonly Condition[];
}

/** The last word may still be in the making: it also stands for all that begins with it. */
export function questionOf({ terms, filters }: ParsedSearch): Question {
  const telling = terms.filter((term) => term.phrase || term.field !== 'any' || !SMALL_WORDS.has(foldText(term.text)));
  const used = telling.some((term) => !term.negated) ? telling : terms;
  const last = used.at(-1);
  const asked = used.flatMap((term) => {
    const condition = toCondition(term, term === last && !term.negated && !term.phrase);
    return condition.stemmed.length + condition.exact.length > 0 ? [{ term, condition }] : [];
  });
  const inHeading = ({ term }: { term: SearchTerm }) => term.field === 'any' && !term.negated;
  const files = filters.flatMap((filter) =>
    filter.field === 'file' ? [{ negated: filter.negated, stemmed: [], exact: [lexeme(HAS_FILE)] }] : [],
  );
  return {
    conditions: [...asked.map(({ condition }) => condition), ...files],
    heading: asked.some(inHeading)
      ? asked.filter(({ term }) => !term.negated && term.field !== 'to').map(({ condition }) => condition)
      : [],
  };
}

/**
 * The conditions as an SQL expression of type tsquery.
 * @param loosely takes words of a phrase in any order and place, which the index can tell without reading documents
 */
export function tsquery(conditions: readonly Condition[], parameters: Parameters, loosely = false): string {
  const parts = conditions.map(({ negated, stemmed, exact }) => {
    const words = stemmed.join(' | ');
    const alternatives = [
      ...(words ? [`to_tsquery('balie', ${parameters.add(loosely && !negated ? words.replaceAll('<->', '&') : words)})`] : []),
      ...(exact.length > 0 ? [`${parameters.add(exact.join(' | '))}::tsquery`] : []),
    ].join(' || ');
    return negated ? `!!(${alternatives})` : `(${alternatives})`;
  });
  return `(${parts.join(' && ')})`;
}

export function hasPhrase(conditions: readonly Condition[]): boolean {
  return conditions.some(({ stemmed }) => stemmed.some((words) => words.includes('<->')));
}

function toCondition(term: SearchTerm, unfinished: boolean): Condition {
  const { negated } = term;
  const folded = foldText(term.text);
  const { words } = searchWords(term.text);
  const prefix = unfinished && folded.length >= MIN_PREFIX;
  if (term.field !== 'any') return { negated, stemmed: [], exact: personTokens(term.field === 'from' ? FROM : TO, folded, words, prefix) };
  if (term.phrase) return { negated, stemmed: sequence(words, false), exact: [], ...(negated ? {} : { pairs: wordPairs(words) }) };
  const found = identifiers(folded);
  const phone = found.filter((token) => token.startsWith('~'));
  const [word] = words;
  if (words.length === 1 && word !== undefined) {
    return { negated, stemmed: [word], exact: [lexeme(word, prefix), ...[...relatedForms(word), ...phone].map((token) => lexeme(token))] };
  }
  // A whole address is looked for as such; its parts would find too much.
  if (found.includes(folded)) return { negated, stemmed: [], exact: [lexeme(folded, prefix)] };
  const longest = found.reduce((longer, token) => (token.length > longer.length ? token : longer), '');
  const whole = longest ? [lexeme(longest, prefix)] : [];
  // Numbers side by side are one in groups, or several.
  const apart = words.length > 0 && words.every((one) => /^\d+$/.test(one)) ? [`(${words.join(' & ')})`] : [];
  return { negated, stemmed: [...sequence(words, prefix), ...apart], exact: [...whole, ...phone.map((token) => lexeme(token))] };
}

/** A whole address or domain, or each word of a name, with the marker before it. */
function personTokens(marker: string, folded: string, words: readonly string[], prefix: boolean): string[] {
  const parts = identifiers(folded).includes(folded) ? [folded] : words;
  if (parts.length === 0) return [];
  return [`(${parts.map((part, index) => lexeme(marker + part, prefix && index === parts.length - 1)).join(' & ')})`];
}

function sequence(words: readonly string[], prefix: boolean): string[] {
  if (words.length === 0) return [];
  return [`(${words.join(' <-> ')}${prefix ? ':*' : ''})`];
}

/** As tsquery writes a token. */
function lexeme(token: string, prefix = false): string {
  return `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${prefix ? ':*' : ''}`;
}
