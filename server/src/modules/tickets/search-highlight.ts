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

/** One term of the question: its words in a row. */
interface Term {
  readonly row: readonly Meant[];
  /** Finds where it is likely to stand. */
  readonly likely: RegExp;
  /** Longer words say more. */
  readonly weight: number;
}

/**
 * Marks in a text what a question found. The database decides what is a hit; this follows its rules closely enough to
 * show why, and marks nothing rather than too much.
 */
export class Highlighter {
  private readonly terms: readonly Term[];

  constructor(terms: readonly SearchTerm[]) {
    const rows = terms
      .filter((term) => term.field === 'any' && !term.negated)
      .map((term) => searchWords(term.text).words)
      .filter((words) => words.length > 0);
    this.terms = rows
      .map((words, index) => ({
        row: words.map((word, place) => meantBy(word, index === rows.length - 1 && place === words.length - 1)),
        likely: new RegExp(words.map((word) => `(?:${beginnings(word).map(loosely).join('|')})`).join('[^ ]* ?[^ ]*?'), 'iu'),
        weight: words.join('').length,
      }))
      .sort((a, b) => b.weight - a.weight);
  }

  /** A stretch of the text that holds most of the question, around what says most; on one line, cut at words. */
  snippet(texts: readonly string[]): string {
    const held = texts.map((text) => this.terms.filter(({ likely }) => likely.test(text)).length);
    const line = (texts[held.indexOf(Math.max(...held))] ?? '').replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
    const at = this.terms.map(({ likely }) => line.search(likely)).find((place) => place >= 0) ?? 0;
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
      const found = this.terms.find(({ row }) => row.every((means, offset) => means(words[index + offset]?.folded ?? '')));
      const [first, last] = [words[index], found && words[index + found.row.length - 1]];
      if (!found || !first || !last) continue;
      marked += `${text.slice(done, first.start)}${HIT_START}${text.slice(first.start, last.end)}${HIT_END}`;
      done = last.end;
      index += found.row.length - 1;
    }
    return marked + text.slice(done);
  }
}

function meantBy(word: string, unfinished: boolean): Meant {
  const family = wordFamily(word);
  const forms = new Set([word, ...relatedForms(word)]);
  const stem = roughStem(word);
  const isNumber = /^\d+$/.test(word);
  // The same words come again and again in fifty mails.
  return remembered(
    (other) =>
      other === word ||
      (unfinished && word.length > 1 && other.startsWith(word)) ||
      (isNumber && word.length > 2 && other.includes(word)) ||
      (family !== undefined && wordFamily(other) === family) ||
      forms.has(other) ||
      (!isNumber && (roughStem(other) === stem || relatedForms(other).some((form) => forms.has(form)))),
  );
}

function remembered(meant: Meant): Meant {
  const known = new Map<string, boolean>();
  return (word) => {
    const verdict = known.get(word) ?? meant(word);
    known.set(word, verdict);
    return verdict;
  };
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
