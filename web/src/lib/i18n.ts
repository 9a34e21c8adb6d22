import type { Locale } from '@balie/shared/contracts/common.ts';
import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

type Texts = Record<string, Resource[string][string]>;
/** `settings`: what only the chapters of the settings say, which is a third of all there is to read. */
type Part = 'everywhere' | 'settings';
/** One chunk per language and part. The namespace of a text file is the folder that holds its `locales`. */
const languages: Record<Locale, Record<Part, () => Promise<{ texts: Texts }>>> = {
  nl: { everywhere: () => import('./locale-nl.ts'), settings: () => import('./locale-nl-settings.ts') },
  en: { everywhere: () => import('./locale-en.ts'), settings: () => import('./locale-en-settings.ts') },
};
const needed = new Set<Part>(['everywhere']);
const REMEMBERED = 'balie.locale';

/** The language before anyone signed in: as last time, or the browser's. */
export function guessLocale(): Locale {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'nl' || remembered === 'en') return remembered;
  return navigator.language.startsWith('en') ? 'en' : 'nl';
}

export async function startI18n(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: (await languages[locale].everywhere()).texts },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = locale;
}

export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(REMEMBERED, locale);
  if (i18next.language === locale) return;
  await addTexts(locale, [...needed]);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

let settings: Promise<void> | undefined;

/** Has the texts of the settings at hand, in the language of now and of later. */
export function needSettingsTexts(): Promise<void> {
  needed.add('settings');
  settings ??= addTexts(i18next.language === 'en' ? 'en' : 'nl', ['settings']).catch((error: unknown) => {
    // The next one who needs them asks again.
    settings = undefined;
    throw error;
  });
  return settings;
}

async function addTexts(locale: Locale, parts: readonly Part[]): Promise<void> {
  for (const { texts } of await Promise.all(parts.map((part) => languages[locale][part]()))) {
    for (const [namespace, entries] of Object.entries(texts)) i18next.addResourceBundle(locale, namespace, entries, true, true);
  }
}
