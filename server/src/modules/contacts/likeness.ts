import { phoneNumber } from './identity-value.ts';

/** Signs by which two customers are taken for one. Few, and certain: a wrong question costs more than a missing one. */

const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu;
/** Nine digits or more, in groups, of one line. */
const PHONE = /(?:\+|\b)\d(?:[ .-]{0,3}(?:\(0\) ?)?\d){8,14}\b/g;
const POSTCODE = /\b[1-9]\d{3} ?[A-Z]{2}\b/g;
/** A word or sign that announces a number, and the number: digits and capitals, of which one is a digit. */
const ORDER =
  /(?:\b(?:bestel(?:ling|nummer|nr)?|order(?:nummer|number|nr)?|ordernr\.?|nummer|number|nr\.?|no\.?)\s*(?:is)?[\s:#]*|#)((?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{4,19})\b/gi;
/** More than this in one customer's messages is a list, not a way to reach them. */
const MAX_NAMED = 20;

export interface NamedIdentities {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

/** Addresses and numbers that are named in these texts, normalised. */
export function namedIn(texts: readonly string[]): NamedIdentities {
  const all = texts.join('\n');
  const emails = new Set((all.match(MAIL) ?? []).map((found) => found.toLowerCase()));
  const phones = new Set((all.match(PHONE) ?? []).flatMap((found) => phoneNumber(found) ?? []));
  return { emails: [...emails].slice(0, MAX_NAMED), phones: [...phones].slice(0, MAX_NAMED) };
}

/** Orders and postcodes that are named in these texts. */
export function marksIn(texts: readonly string[]): ReadonlySet<string> {
  const all = texts.join('\n');
  const orders = [...all.matchAll(ORDER)].map(([, number = '']) => number.toUpperCase());
  const postcodes = (all.match(POSTCODE) ?? []).map((postcode) => postcode.replace(' ', ''));
  return new Set([...orders, ...postcodes]);
}

const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 3);

/** A name of a person in full: enough to compare by. */
export function isFullName(name: string): boolean {
  return !name.includes('@') && wordsOf(name).length >= 2;
}

/** Could both be called so? `Jan` and `J. de Vries-Jansen` could not; `Jan` and `Jan de Vries` could, and whoever has no name. */
export function namesAgree(one: string, other: string): boolean {
  const [these, those] = [nameless(one) ? [] : wordsOf(one), nameless(other) ? [] : wordsOf(other)];
  return these.length === 0 || those.length === 0 || these.some((word) => those.includes(word) && !PARTICLES.has(word));
}

const PARTICLES = new Set(['van', 'den', 'der', 'ten', 'ter', 'het', 'bij', 'familie', 'klant']);
const nameless = (name: string) => name.includes('@') || !/\p{L}/u.test(name);
