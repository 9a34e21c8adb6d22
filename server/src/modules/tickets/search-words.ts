import { relatedForms } from './word-forms.ts';

/** Longer runs are encoded data, not words. */
const MAX_WORD = 40;
const MAX_EXACT = 100;
/** Characters of one text that are searched; the rest of a very long mail is not. */
const MAX_TEXT = 60_000;

const WORD = /[\p{L}\p{N}]+/gu;
const MAIL_OR_HOST = /(?:[\p{L}\p{N}._%+-]{1,64}@)?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu;
/** Letters and digits held together by dashes and the like: `WEB-10453`, `2024/00123`. */
const CODE = /[\p{L}\p{N}]{1,30}(?:[-_/][\p{L}\p{N}]{1,30}){1,5}/gu;
const DIGITS = /\d{3,20}/g;
/** Nine digits or more, in groups: phone numbers, parcel codes. */
const DIGIT_GROUPS = /\d(?:[ .-]?(?:\(0\) ?)?\d){8,19}/g;
const HAS_DIGIT = /\d/;

/** What a text is found by. */
export interface SearchWords {
  /** In order, for stemming and for phrases. Lower case, letters and digits only. */
  readonly words: readonly string[];
  /** Taken as they are: unstemmed words (for prefixes), related forms, addresses, codes, numbers. Each once. */
  readonly exact: readonly string[];
}

/** Numbers for two words side by side. A phrase is looked up by them; two common words alone would match too much. */
export function wordPairs(words: readonly string[]): number[] {
  const pairs = new Set<number>();
  for (let index = 1; index < words.length; index++) pairs.add(hash(`${words[index - 1]} ${words[index]}`));
  return [...pairs];
}

/** FNV-1a, as PostgreSQL's `int` holds it. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}

/** The same rules make the index and the question, so what is written one way and asked another way still meets. */
export function searchWords(text: string): SearchWords {
  const folded = foldText(text.slice(0, MAX_TEXT));
  const words = (folded.match(WORD) ?? []).filter((word) => word.length <= MAX_WORD);
  const exact = new Set(identifiers(folded));
  for (const word of new Set(words)) {
    exact.add(word);
    for (const form of relatedForms(word)) exact.add(form);
  }
  return { words, exact: [...exact] };
}

/** Lower case without accents, so that `Café` and `cafe` are one. */
export function foldText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[ßøæœłđı]/g, (letter) => PLAIN[letter] ?? letter);
}

const PLAIN_ASCII = /^[\x20-\x7e\s]*$/;
/** Letters that Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ı: 'i' };

/** Addresses, codes and numbers in a folded text, each also in the parts that people remember. */
export function identifiers(folded: string): string[] {
  const found: string[] = [];
  for (const [match] of folded.matchAll(MAIL_OR_HOST)) {
    found.push(match);
    const at = match.indexOf('@');
    if (at > 0) found.push(match.slice(at + 1));
  }
  for (const [match] of folded.matchAll(CODE)) if (HAS_DIGIT.test(match)) found.push(match.replace(/[-_/]/g, ''));
  // `WEB10453` is remembered as 10453.
  for (const [match] of folded.matchAll(DIGITS)) found.push(match);
  for (const [match] of folded.matchAll(DIGIT_GROUPS)) found.push(...numberForms(match.replace('(0)', '').replace(/\D/g, '')));
  return found.filter((token) => token.length <= MAX_EXACT);
}

/** +31 6 12345678, 0031612345678 and 06-12345678 end in the same nine digits. */
function numberForms(digits: string): string[] {
  return digits.length >= 10 && digits.length <= 13 ? [digits, `~${digits.slice(-9)}`] : [digits];
}
