import type { CalendarHours, CalendarPreview } from '@balie/shared/contracts/calendars.ts';
import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import own from './holidays-field.module.css';
import { countriesQuery, previewQuery } from './promises.api.ts';
import styles from './promises.module.css';
import { useDayWords } from './use-day-words.ts';

interface HolidaysFieldProps {
  readonly hours: CalendarHours;
  readonly onChange: (holidays: CalendarHours['holidays']) => void;
}

/** The official holidays of a country or region, each of which can be a working day here; and other days known there, on which it can be closed. */
export function HolidaysField({ hours, onChange }: HolidaysFieldProps) {
  const { t, i18n } = useTranslation('promises');
  const language = i18n.language === 'en' ? 'en' : 'nl';
  const countries = useQuery(countriesQuery(language)).data ?? [];
  const preview = useQuery(previewQuery(hours, language)).data;
  const { holidays } = hours;
  const official = preview?.holidays.filter((day) => day.official) ?? [];
  const others = preview?.holidays.filter((day) => !day.official) ?? [];
  const regions = countries.find(({ code }) => code === holidays?.country)?.regions ?? [];
  const named = (list: readonly { readonly code: string; readonly name: string }[]) =>
    list.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Section title={t('holidays.title')} description={t('holidays.description')}>
      <div className={styles.conditions}>
        <Select
          label={t('holidays.country')}
          placeholder={t('holidays.none')}
          searchable
          clearable
          data={named(countries)}
          value={holidays?.country ?? null}
          onChange={(country) => onChange(country === null ? null : { country, region: null, off: [] })}
        />
        {regions.length > 0 ? (
          <Select
            label={t('holidays.region')}
            placeholder={t('holidays.wholeCountry')}
            searchable
            clearable
            data={named(regions)}
            value={holidays?.region ?? null}
            onChange={(region) => holidays && onChange({ ...holidays, region })}
          />
        ) : null}
      </div>
      {holidays && official.length > 0 ? <Days days={official} holidays={holidays} onChange={onChange} /> : null}
      {holidays && others.length > 0 ? (
        <>
          <p className={own.others}>{t('holidays.others')}</p>
          <Days days={others} holidays={holidays} onChange={onChange} />
        </>
      ) : null}
    </Section>
  );
}

interface DaysProps {
  readonly days: CalendarPreview['holidays'];
  readonly holidays: NonNullable<CalendarHours['holidays']>;
  readonly onChange: (holidays: CalendarHours['holidays']) => void;
}

/** Each with a switch: closed on it, or not. */
function Days({ days, holidays, onChange }: DaysProps) {
  const { t } = useTranslation('promises');
  const dayWords = useDayWords();
  const toggle = ({ rule, official }: DaysProps['days'][number], closed: boolean) => {
    const key = official ? 'off' : 'also';
    const others = (holidays[key] ?? []).filter((one) => one !== rule);
    onChange({ ...holidays, [key]: closed === official ? others : [...others, rule] });
  };
  return (
    <Card>
      {days.map((day) => (
        <Setting key={`${day.date} ${day.rule}`} label={day.name} hint={dayWords(day.date)}>
          <Switch
            label={t(day.off ? 'holidays.open' : 'holidays.closed')}
            labelPosition="left"
            aria-label={t('holidays.closedOn', { name: day.name })}
            checked={!day.off}
            onChange={(event) => toggle(day, event.currentTarget.checked)}
          />
        </Setting>
      ))}
    </Card>
  );
}
