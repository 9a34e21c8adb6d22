import type { NormForecast } from '@balie/shared/contracts/norms.ts';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../ui/now.ts';
import { useNormFormat } from './norm-format.ts';
import styles from './norms.module.css';

interface ForecastProps {
  readonly forecast: NormForecast;
  readonly label: string;
  readonly timeZone: string;
}

/** Where the week ends up, in a sentence or three; and how its questions stand, in a bar. */
export function Forecast({ forecast, label, timeZone }: ForecastProps) {
  const { t } = useTranslation('norms');
  const { moment } = useNormFormat();
  const now = useNow();
  const { asked, inTime, late, open, expected, allowed, mailFrom, untilMail, untilStrike, nextAt, mailAt, strikeAt } = forecast;
  const at = (time: string) => moment(time, now, timeZone);
  const sentences = [
    t('forecast.late', { count: late, late, asked }),
    ...(untilMail === null || mailFrom === null
      ? []
      : [untilMail === 0 ? t('forecast.mailCame', { label, from: mailFrom }) : t('forecast.mail', { label, from: mailFrom })]),
    ...(untilStrike === null ? [] : [untilStrike === 0 ? t('forecast.strikeNow') : t('forecast.strike', { count: untilStrike })]),
    ...(nextAt === null ? [] : [t('forecast.next', { at: at(nextAt) })]),
  ];
  const soonest = strikeAt ?? mailAt;
  return (
    <div className={styles.forecast}>
      <p className={styles.sentence}>{sentences.join(' ')}</p>
      <div className={styles.bar} role="img" aria-label={t('forecast.bar', { inTime, late, open })}>
        <span data-part="inTime" style={{ flexGrow: inTime }} />
        <span data-part="open" style={{ flexGrow: open }} />
        <span data-part="late" style={{ flexGrow: late }} />
      </div>
      <ul className={styles.legend}>
        <li data-part="inTime">{t('forecast.inTime', { count: inTime })}</li>
        <li data-part="open">{t('forecast.open', { count: open })}</li>
        <li data-part="late">{t('forecast.lateCount', { count: late })}</li>
      </ul>
      <p className={styles.quiet}>
        {expected > asked ? t('forecast.expected', { expected, allowed }) : t('forecast.allowed', { count: allowed, asked })}
        {soonest === null ? '' : ` ${t(strikeAt ? 'forecast.strikeAt' : 'forecast.mailAt', { at: at(soonest) })}`}
      </p>
    </div>
  );
}
