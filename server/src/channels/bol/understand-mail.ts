import type { BolMailKind, StoredBolPattern } from '@balie/shared/contracts/bol-mail.ts';
import type { MarketplaceFacts } from '@balie/shared/contracts/marketplace.ts';
import type { BolMail } from './mail-text.ts';
import { matches, type ReadFields, read } from './read-pattern.ts';
import { orderNumberIn } from './value-shapes.ts';

/** A mail that one of the patterns knows. */
export interface UnderstoodMail {
  readonly key: string;
  readonly version: number;
  readonly kind: BolMailKind;
  readonly quiet: boolean;
  readonly fields: ReadFields;
}

/** By the first pattern that knows it. @param words the mail without what it quotes */
export function understand(patterns: readonly StoredBolPattern[], mail: BolMail, words: BolMail): UnderstoodMail | undefined {
  const found = patterns.find(({ pattern }) => matches(pattern, mail));
  if (!found) return undefined;
  const { key, version, pattern } = found;
  const fields = read(pattern, pattern.kind === 'answer' ? words : mail);
  return { key, version, kind: pattern.kind, quiet: pattern.quiet, fields };
}

/** Which pattern it was, and what it told. */
export function factsOf(understood: UnderstoodMail | undefined, mail: BolMail, senderProven: boolean): MarketplaceFacts {
  const { fields = {}, kind } = understood ?? {};
  const { productTitle: title = null, ean = null } = fields;
  return {
    channel: 'bol',
    recognised: kind === undefined || kind === 'verification' ? 'unrecognised' : kind,
    pattern: understood ? { key: understood.key, version: understood.version } : null,
    // bol's own subject names the order, whatever the rest looks like.
    orderNumber: fields.orderNumber ?? (understood ? null : (orderNumberIn(mail.subject) ?? null)),
    caseNumber: fields.caseNumber ?? null,
    customerName: fields.customerName ?? nameIn(mail.fromName),
    product: title === null && ean === null ? null : { title, ean },
    topic: fields.topic ?? null,
    country: fields.country ?? null,
    senderProven,
  };
}

/** `Jan de Vries via bol.com`; null for what names bol itself. */
function nameIn(fromName: string): string | null {
  const name = fromName.replace(/\s*[([]?\s*\bvia\s+bol(?:\.com)?\s*[)\]]?\s*$/iu, '').trim();
  return name === '' || name.includes('@') || /^(?:bol|klant|customer|client|klantenservice|team|no-?reply)\b/iu.test(name) ? null : name;
}
