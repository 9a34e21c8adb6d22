import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/nl';
import { Button } from '@mantine/core';
import { DatePicker, TimePicker } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentInWords } from './moment-format.ts';
import styles from './pick-moment.module.css';

/** Calendar and clock for a moment that is still to come. */
export function PickMoment({ onPick }: { readonly onPick: (at: string) => void }) {
  const { t, i18n } = useTranslation('ui');
  const [day, setDay] = useState<string | null>(null);
  const [time, setTime] = useState('09:00');
  const at = day && time ? new Date(`${day}T${time}`).getTime() : Number.NaN;
  const past = at <= Date.now();
  return (
    <div className={styles.pick}>
      <DatePicker value={day} onChange={setDay} minDate={new Date()} locale={i18n.language} firstDayOfWeek={1} />
      <TimePicker
        label={t('moment.time')}
        value={time}
        onChange={setTime}
        hoursInputLabel={t('moment.hours')}
        minutesInputLabel={t('moment.minutes')}
        error={past ? t('moment.past') : undefined}
      />
      <Button disabled={Number.isNaN(at) || past} onClick={() => onPick(new Date(at).toISOString())} fullWidth>
        {Number.isNaN(at) ? t('moment.chooseDay') : t('moment.until', { moment: momentInWords(at, i18n.language) })}
      </Button>
    </div>
  );
}
