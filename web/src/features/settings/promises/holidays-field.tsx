import type { CalendarHours } from '@balie/shared/contracts/calendars.ts';
import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { countriesQuery, previewQuery } from './promises.api.ts';
import styles from './promises.module.css';
import { useDayWords } from './use-day-words.ts';

interface HolidaysFieldProps {
  readonly hours: CalendarHours;
  readonly onChange: (holidays: CalendarHours['holidays']) => void;
}

/** The official holidays of a country or region, each of which can be a working day here. */
export function HolidaysField({ hours, onChange }: HolidaysFieldProps) {
  const { t, i18n } = useTranslation('promises');
  const language = i18n.language === 'en' ? 'en' : 'nl';
  const countries = useQuery(countriesQuery(language)).data ?? [];
  const preview = useQuery(previewQuery(hours, language)).data;
  const dayWords = useDayWords();
  const { holidays } = hours;
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
      {holidays && preview && preview.holidays.length > 0 ? (
        <Card>
          {preview.holidays.map(({ date, name, rule, off }) => (
            <Setting key={`${date} ${rule}`} label={name} hint={dayWords(date)}>
              <Switch
                label={t(off ? 'holidays.open' : 'holidays.closed')}
                labelPosition="left"
                aria-label={t('holidays.closedOn', { name })}
                checked={!off}
                onChange={(event) => {
                  const others = holidays.off.filter((one) => one !== rule);
                  onChange({ ...holidays, off: event.currentTarget.checked ? others : [...others, rule] });
                }}
              />
            </Setting>
          ))}
        </Card>
      ) : null}
    </Section>
  );
}
