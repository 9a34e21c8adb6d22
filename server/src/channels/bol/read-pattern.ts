import type { BolField, BolPattern, BolReading } from '@balie/shared/contracts/bol-mail.ts';
import { findFirstOf, findPhrase, nearestOf } from './find-phrase.ts';
import { type BolMail, folded } from './mail-text.ts';
import { shaped } from './value-shapes.ts';

export type ReadFields = Partial<Record<BolField, string>>;

/** Behind a label: the value, or a line that only holds the value. */
const MAX_VALUE = 20_000;
const SEPARATORS = /^[\s:*·|–—-]{0,20}/;

/** Does the pattern know this mail? Each phrase is looked for once in a text of limited length, so the time is, too. */
export function matches(pattern: BolPattern, mail: BolMail): boolean {
  if (!pattern.enabled) return false;
  if (pattern.from.length > 0 && !pattern.from.some((sender) => isFrom(mail.from, sender))) return false;
  const [subject, text] = [folded(mail.subject), folded(mail.text)];
  if (pattern.not.some((phrase) => findPhrase(subject, phrase) ?? findPhrase(text, phrase))) return false;
  if (pattern.subject.length > 0 && !findFirstOf(subject, pattern.subject)) return false;
  return pattern.body.length === 0 || findFirstOf(text, pattern.body) !== undefined;
}

/** What the pattern reads out of the mail: of several readings of one field the first that finds something. */
export function read(pattern: BolPattern, mail: BolMail): ReadFields {
  const found: ReadFields = {};
  for (const reading of pattern.read) {
    if (found[reading.field] !== undefined) continue;
    const value = fieldOf(reading, mail);
    if (value !== undefined) found[reading.field] = value;
  }
  return found;
}

/** A domain stands for itself and all below it. */
export function isFrom(address: string, sender: string): boolean {
  if (sender.includes('@')) return address === sender;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return domain === sender || domain.endsWith(`.${sender}`);
}

function fieldOf(reading: BolReading, mail: BolMail): string | undefined {
  const text = sourceOf(reading, mail);
  const plain = folded(text);
  const label = reading.after.length === 0 ? { end: 0 } : findFirstOf(plain, reading.after);
  if (!label) return undefined;
  const start = label.end + (SEPARATORS.exec(text.slice(label.end, label.end + 20))?.[0].length ?? 0);
  const stop = Math.min(nearestOf(plain, reading.until, start) ?? text.length, start + MAX_VALUE);
  return shaped(reading.as, text.slice(start, stop));
}

function sourceOf(reading: BolReading, mail: BolMail): string {
  if (reading.in === 'subject') return mail.subject;
  if (reading.in === 'senderName') return mail.fromName;
  return reading.as === 'link' ? (mail.linked ?? mail.text) : mail.text;
}
