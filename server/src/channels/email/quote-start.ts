/**
 * Where the quoted history begins, by the lines with which mail programs introduce it in Dutch and English (and, because
 * customers have neighbours, German and French). Works on lines of text, whether they came from text or from HTML.
 */

const WHEN = '(?:Op|On|Am|Le)\\s[^\\n]{5,300}';
/** Mail programs name people; `schreef ik` is somebody's prose. */
const WROTE =
  '(?:schreef(?!\\s(?:ik|wij?|hij|zij|ze|u|je|jij|jullie|men)\\b)|(?<!\\b(?:I|we|you|he|she|they)\\s)wrote|schrieb|a écrit|heeft\\s[^\\n]{0,300}geschreven)';
/** `Op ma 2 mrt 2026 om 10:15 schreef Winkel <info@winkel.nl>:` and its kin. */
const ATTRIBUTION = new RegExp(`^${WHEN}\\s${WROTE}[^\\n]{0,300}[:：]$`, 'i');
/** `Winkel <info@winkel.nl> schreef op ma 2 mrt. 2026 10:15:` (Outlook for Mac, Yahoo). */
const NAME_FIRST = /^[^\n]{2,200}<[^\s<>]{3,200}@[^\s<>]{3,200}>\s(?:schreef|wrote|schrieb|a écrit)\b[^\n]{0,100}[:：]$/i;
const ORIGINAL =
  /^[-_]{2,60} ?(?:oorspronkelijk bericht|origineel bericht|oorspronkelijke e-mail|original message|original e-?mail|ursprüngliche nachricht|message d'origine) ?[-_]{2,60}$/i;

const HEADER_FROM = /^[*_]?(?:Van|From|Von|De)[*_]?\s?:[*_]?\s?\S/i;
const HEADER_DATE = /^[*_]?(?:Verzonden|Verstuurd|Datum|Sent|Date|Gesendet|Envoyé)(?: op)?[*_]?\s?:/i;
const HEADER_TO = /^[*_]?(?:Aan|To|An|À|Onderwerp|Subject|Betreff|Objet|CC)[*_]?\s?:/i;
const MAX_LINE = 700;

/** How the quotation at a line begins: a header block or `Original message` runs to the end; an attribution introduces a quote. */
export type QuoteStart = { readonly kind: 'rest' | 'attribution'; readonly lines: number };

/**
 * Does a quotation begin at this line?
 * @param lines trimmed, with empty lines left out
 * @param isAnswer the mail answers another. In a first mail `Van: … / Datum: … / Aan: …` are the sender's own words.
 */
export function quoteStartAt(lines: readonly string[], index: number, isAnswer: boolean): QuoteStart | undefined {
  const line = lines[index] ?? '';
  if (line === '' || line.length > MAX_LINE) return undefined;
  if (ORIGINAL.test(line)) return { kind: 'rest', lines: 1 };
  if (isAnswer && HEADER_FROM.test(line) && isHeaderBlock(lines, index)) return { kind: 'rest', lines: 1 };
  if (ATTRIBUTION.test(line) || NAME_FIRST.test(line)) return { kind: 'attribution', lines: 1 };
  if (!/^(?:Op|On|Am|Le)\s/i.test(line)) return undefined;
  // Wrapped over two or three lines.
  for (const more of [1, 2]) {
    const joined = lines.slice(index, index + more + 1).join(' ');
    if (joined.length <= MAX_LINE && ATTRIBUTION.test(joined)) return { kind: 'attribution', lines: more + 1 };
  }
  return undefined;
}

/** `Van: … / Verzonden: … / Aan: …`, in whatever order the program writes them. One `Van:` alone is just somebody's prose. */
function isHeaderBlock(lines: readonly string[], index: number): boolean {
  const following = lines.slice(index + 1, index + 5);
  return following.some((line) => HEADER_DATE.test(line)) && following.some((line) => HEADER_TO.test(line));
}

/** Someone who forwards wants the forwarded text to be read. */
export function isForward(subject: string): boolean {
  return /^\s*(?:(?:re|antw)\s*:\s*)?(?:fwd?|doorst|doorgestuurd|wg|tr)\s*:/i.test(subject);
}

/** `Re:` as mail programs write it in the languages of our neighbours, behind the name of a list or not. */
export function isReply(subject: string): boolean {
  return /^\s*(?:\[[^\]]{1,80}\]\s*)?(?:re|antw|antwoord|aw|antwort|sv|vs|rép?|odp)\.?\s?(?:[[(]\d{1,3}[\])])?\s?[:：]/i.test(subject);
}
