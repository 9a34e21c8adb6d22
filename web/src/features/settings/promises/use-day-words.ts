import { useTranslation } from 'react-i18next';

/** `vrijdag 25 december 2026` of `2026-12-25`. */
export function useDayWords(): (date: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'nl-NL', { dateStyle: 'full', timeZone: 'UTC' });
  return (date) => format.format(Date.parse(`${date}T12:00:00Z`));
}
