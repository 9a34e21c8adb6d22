import type { Locale } from '@balie/shared/contracts/common.ts';
import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

type Texts = Record<string, Resource[string][string]>;
/** One chunk per language. The namespace of a text file is the folder that holds its `locales`. */
const languages: Record<Locale, () => Promise<{ texts: Texts }>> = {
  nl: () => import('./locale-nl.ts'),
  en: () => import('./locale-en.ts'),
};
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
    resources: { [locale]: (await languages[locale]()).texts },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = locale;
}

export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(REMEMBERED, locale);
  if (i18next.language === locale) return;
  const { texts } = await languages[locale]();
  for (const [namespace, entries] of Object.entries(texts)) i18next.addResourceBundle(locale, namespace, entries, true, true);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}
