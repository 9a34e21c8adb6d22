/** Most texts hold a few; a pasted list shall not make a question of thousands. */
const MOST_WORDS = 300;
const MOST_NAMED = 5;
/** Too long to be read for numbers: the rest of such a text is quoted or pasted. */
const MAX_LENGTH = 20_000;

/** What may be an order number: of one piece, with a digit in it. */
const WORD = /(?<![\p{L}\p{N}@._-])#?((?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{3,24})(?![\p{L}\p{N}@_-])/giu;
/** Words before a number that say what it is, in Dutch and English. */
const NAMED =
  /\b(?:bestel(?:ling(?:snummer)?|nummer|nr)|order(?:nummer|number|nr|no|\s*id)?)[\s:.#№(-]{0,8}(?:(?:nummer|nr|number|no|met|is|was)[\s:.#]{0,4}){0,2}((?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{3,24})(?![\p{L}\p{N}@_-])/giu;

/** Everything in these texts that could be an order number, in upper case. Most of it is none: ask who knows the orders. */
export function possibleOrderNumbers(texts: readonly string[]): string[] {
  return found(texts, WORD, MOST_WORDS);
}

/** What these texts call an order number. */
export function namedOrderNumbers(texts: readonly string[]): string[] {
  return found(texts, NAMED, MOST_NAMED);
}

function found(texts: readonly string[], pattern: RegExp, most: number): string[] {
  const numbers = new Set<string>();
  for (const text of texts) {
    for (const [, number = ''] of text.slice(0, MAX_LENGTH).matchAll(pattern)) {
      if (numbers.size >= most) return [...numbers];
      numbers.add(number.replace(/-+$/, '').toUpperCase());
    }
  }
  return [...numbers];
}
