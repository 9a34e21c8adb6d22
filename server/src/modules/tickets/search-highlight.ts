import type { SearchTerm } from './search-query.ts';
import { foldText, searchWords } from './search-words.ts';
import { familyForms, wordFamily } from './word-families.ts';
import { relatedForms } from './word-forms.ts';

/** Stand around a hit in a snippet. */
const HIT_START = '\u0002';
const HIT_END = '\u0003';
const SNIPPET_LENGTH = 200;
/** Characters shown before the first hit. */
const LEAD = 60;

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const VARIANTS: Readonly<Record<string, string>> = {
  a: '[aáàâä]',
  e: '[eéèêë]',
  i: '[iíìîï]',
  o: '[oóòôö]',
  u: '[uúùûü]',
  c: '[cç]',
  n: '[nñ]',
};

/** Tells whether a folded word of a text is meant by a word of the question. */
type Meant = (word: string) => boolean;

/**
 * Marks in a text what a question found. The database decides what is a hit; this follows its rules closely enough to
 * show why, and marks nothing rather than too much.
 */
export class Highlighter {
  /** Each term is its words in a row. */
  private readonly terms: readonly (readonly Meant[])[];
  /** Finds a likely hit; undefined when there is nothing to find. */
  private readonly likely: RegExp | undefined;

  constructor(terms: readonly SearchTerm[]) {
    const shown = terms.filter((term) => term.field === 'any' && !term.negated);
    const words = shown.map((term) => searchWords(term.text).words);
    this.terms = words
      .filter((row) => row.length > 0)
      .map((row, index) => row.map((word) => meantBy(word, index === words.length - 1 && word === row.at(-1))));
    const pattern = [...new Set(words.flatMap((row) => row.flatMap(beginnings)))].map(loosely).join('|');
    this.likely = pattern === '' ? undefined : new RegExp(pattern, 'iu');
  }

  /** A stretch around the first hit of the first text that has one, else the beginning of the first text; on one line. */
  snippet(texts: readonly string[]): string {
    const { likely } = this;
    const text = (likely && texts.find((candidate) => likely.test(candidate))) ?? texts[0] ?? '';
    const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
    const at = likely ? line.search(likely) : -1;
    const start = at <= LEAD ? 0 : line.indexOf(' ', at - LEAD) + 1;
    const end = start + SNIPPET_LENGTH >= line.length ? line.length : Math.max(line.lastIndexOf(' ', start + SNIPPET_LENGTH), start + 1);
    const cut = line.slice(start, end).toWellFormed();
    return `${start > 0 ? '… ' : ''}${this.mark(cut)}${end < line.length ? ' …' : ''}`;
  }

  private mark(text: string): string {
    const words = [...text.matchAll(WORD)].map((match) => ({
      folded: foldText(match[0]),
      start: match.index,
      end: match.index + match[0].length,
    }));
    let marked = '';
    let done = 0;
    for (let index = 0; index < words.length; index++) {
      const row = this.terms.find((meant) => meant.every((means, offset) => means(words[index + offset]?.folded ?? '')));
      const [first, last] = [words[index], row && words[index + row.length - 1]];
      if (!row || !first || !last) continue;
      marked += `${text.slice(done, first.start)}${HIT_START}${text.slice(first.start, last.end)}${HIT_END}`;
      done = last.end;
      index += row.length - 1;
    }
    return marked + text.slice(done);
  }
}

function meantBy(word: string, unfinished: boolean): Meant {
  const forms = new Set([word, ...relatedForms(word)]);
  const stem = roughStem(word);
  const isNumber = /^\d+$/.test(word);
  return (other) =>
    other === word ||
    (unfinished && word.length > 1 && other.startsWith(word)) ||
    (isNumber && word.length > 2 && other.includes(word)) ||
    forms.has(other) ||
    (!isNumber && (roughStem(other) === stem || relatedForms(other).some((form) => forms.has(form))));
}

/** The ends of Dutch words taken off, about as the database's stemmer does. */
function roughStem(word: string): string {
  let stem = word;
  for (const ending of [/(?:heden|heid|ingen|ing|lijke?|tjes?|jes?)$/, /(?:en|e|s)$/]) {
    const shorter = stem.replace(ending, '');
    if (shorter.length >= 3) stem = shorter;
  }
  return stem.replace(/([bcdfgklmnprstvz])\1$/, '$1').replace(/([aeou])\1([^aeiou])$/, '$1$2');
}

/** How the words begin that a word of the question may have found. */
function beginnings(word: string): string[] {
  const family = wordFamily(word);
  const stem = roughStem(word);
  const doubled = stem.replace(/([aeou])([^aeiou])$/, '$1$1$2');
  const forms = relatedForms(word).filter((form) => !form.startsWith('~'));
  return [stem, ...(doubled === stem ? [] : [doubled]), ...forms, ...(family ? familyForms(family) : [])];
}

/** With any accents; an s may have become a z, an f a v. */
function loosely(word: string): string {
  return word
    .replace(/[aeioucn]/g, (letter) => VARIANTS[letter] ?? letter)
    .replace(/s$/, '[sz]')
    .replace(/f$/, '[fv]');
}
