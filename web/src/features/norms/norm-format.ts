import type { NormUnit } from '@balie/shared/contracts/norms.ts';
import { isoWeekOf } from '@balie/shared/domain/norm-week.ts';
import { useTranslation } from 'react-i18next';

const LOCALES: Readonly<Record<string, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** Numbers, weeks and moments as the reader's language writes them. */
export function useNormFormat() {
  const { t, i18n } = useTranslation('norms');
  const locale = LOCALES[i18n.language] ?? 'nl-NL';
  return {
    figure: (value: number | null, unit: NormUnit): string => {
      if (value === null) return '–';
      return value.toLocaleString(
        locale,
        unit === 'percent' ? { style: 'percent', maximumFractionDigits: 1 } : { maximumFractionDigits: 1 },
      );
    },
    week: (monday: string): string => t('week', { week: isoWeekOf(monday).week }),
    day: (day: string): string =>
      new Date(`${day}T12:00:00Z`).toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    /** `14:20` today, `di 14:20` within the week, `do 24 dec 14:20` later; by the clock of the marketplace. */
    moment: (at: string, now: number, timeZone: string): string => {
      const dayOf = (time: number) => new Date(time).toLocaleDateString('en-CA', { timeZone });
      const when = Date.parse(at);
      const time = new Date(when).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', timeZone });
      if (dayOf(when) === dayOf(now)) return time;
      const isNear = Math.abs(when - now) < 6 * 86_400_000;
      const day = new Date(when).toLocaleDateString(locale, {
        weekday: 'short',
        ...(isNear ? {} : { day: 'numeric', month: 'short' }),
        timeZone,
      });
      return `${day} ${time}`;
    },
  };
}
