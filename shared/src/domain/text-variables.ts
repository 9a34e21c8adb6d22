import type { Locale } from '../contracts/common.ts';

/** What a macro's or a rule's text may say of whom it is about: `{{customer.firstName}}` stands for the value. */
export const TEXT_VARIABLES = [
  'greeting',
  'customer.name',
  'customer.firstName',
  'agent.name',
  'agent.firstName',
  'shop.name',
  'ticket.number',
  'ticket.subject',
  'order.number',
  'order.status',
  'order.tracking',
  'order.trackingLink',
  'order.promise',
] as const;
/** Only known where nobody writes: when it opens again, and by when an answer was promised. */
export const RULE_VARIABLES = [
  'greeting',
  'customer.name',
  'customer.firstName',
  'shop.name',
  'ticket.number',
  'ticket.subject',
  'opens',
  'answer.by',
] as const;
export type TextVariable = (typeof TEXT_VARIABLES)[number] | (typeof RULE_VARIABLES)[number];
/** Empty or absent: not known. */
export type TextValues = Readonly<Partial<Record<TextVariable, string>>>;

const GAP = /\{\{\s{0,9}([\w.]{1,40})\s{0,9}\}\}/g;

/** What is not known stays as its gap, to be filled in by hand. */
export function fillText(text: string, values: TextValues): { readonly text: string; readonly missing: readonly string[] } {
  const missing = new Set<string>();
  const filled = text.replace(GAP, (gap, name: string) => {
    const value = knownValue(values, name);
    if (value === '') missing.add(name);
    return value === '' ? gap : value;
  });
  return { text: filled, missing: [...missing] };
}

/** For what leaves without a person: a line that would have a gap is left out. */
export function fillLines(text: string, values: TextValues): string {
  return text
    .split('\n')
    .filter((line) => fillText(line, values).missing.length === 0)
    .map((line) => fillText(line, values).text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(GAP)].map(([, name = '']) => name))];
}

/** As people greet at this hour of the day. @param hour 0 to 23, by the clock on the wall */
export function greetingAt(locale: Locale, hour: number): string {
  const part = hour < 12 ? 0 : hour < 18 ? 1 : 2;
  const words = locale === 'nl' ? ['Goedemorgen', 'Goedemiddag', 'Goedenavond'] : ['Good morning', 'Good afternoon', 'Good evening'];
  return words[part] ?? '';
}

function knownValue(values: TextValues, name: string): string {
  return Object.hasOwn(values, name) ? (values[name as TextVariable] ?? '').trim() : '';
}
