import type { Locale } from '@balie/shared/contracts/common.ts';
import en from '../locales/en.json' with { type: 'json' };
import nl from '../locales/nl.json' with { type: 'json' };

export type Texts = typeof nl;
const TEXTS: Record<Locale, Texts> = { nl, en };

export const textsIn = (language: Locale): Texts => TEXTS[language];

/** The first of these tags (`nl-BE`) that we speak; undefined when none is. */
export function spoken(tags: readonly (string | null | undefined)[]): Locale | undefined {
  for (const tag of tags) {
    const language = tag?.toLowerCase().split(/[-_]/)[0];
    if (language === 'nl' || language === 'en') return language;
  }
  return undefined;
}

/** Puts values into the places of a text: `{{name}}`. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''));
