import { wordFamily } from './word-families.ts';

/** `pakketje`, `schoentjes`: the little ones Dutch makes of every noun. */
const DIMINUTIVE = /^(.{3,})jes?$/u;
const PLURAL = /^(.{3,})en$/u;
const PARTICIPLE = /^ge(.{3,})[dt]$/u;
const DOUBLED = /([bcdfgklmnprst])\1$/;
/** One vowel between consonants: long before an ending, written twice without it. */
const OPEN_SYLLABLE = /(^|[^aeiouy])([aeou])([^aeiouyhjwx])$/;

/**
 * Other tokens that a Dutch word is found by, where a stemmer that only takes endings off does not get to them: its
 * family, and the plain words it may be a form of. What is no word is never asked for and does no harm.
 * @param word folded: lower case, no accents
 */
export function relatedForms(word: string): string[] {
  const family = wordFamily(word);
  return [...(family ? [family] : []), ...diminutiveOf(word), ...stemsOf(PLURAL, word), ...stemsOf(PARTICIPLE, word)];
}

/** The t of `schoentje` belongs to the ending, that of `pakketje` to the noun: both are given, one of them is a word. */
function diminutiveOf(word: string): string[] {
  const stem = DIMINUTIVE.exec(word)?.[1];
  if (stem === undefined) return [];
  return stem.endsWith('t') ? [stem, stem.slice(0, -1)] : [stem];
}

/** `jassen` and `jas`, `dozen` and `doos`, `brieven` and `brief`, `gebeld` and `bel`. */
function stemsOf(ending: RegExp, word: string): string[] {
  const stem = ending.exec(word)?.[1];
  if (stem === undefined) return [];
  if (DOUBLED.test(stem)) return [stem.slice(0, -1)];
  const plain = stem.replace(/v$/, 'f').replace(/z$/, 's');
  const long = plain.replace(OPEN_SYLLABLE, '$1$2$2$3');
  return long === plain ? [plain] : [plain, long];
}
