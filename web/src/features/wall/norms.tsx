import type { WallNorm } from '@balie/shared/contracts/wall.ts';
import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconHelpCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './norms.module.css';

const SHAPE: Record<WallNorm['state'], TablerIcon> = {
  good: IconCircleCheckFilled,
  at_risk: IconAlertTriangleFilled,
  broken: IconAlertCircleFilled,
  unknown: IconHelpCircle,
};

/** How the norms stand: each leads to what can be done about it. Nothing where none is kept. */
export function Norms({ norms }: { readonly norms: readonly WallNorm[] }) {
  const { t, i18n } = useTranslation('wall');
  if (norms.length === 0) return null;
  const number = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : 'nl-NL', { maximumFractionDigits: 1 });
  const shown = (value: number | null, unit: WallNorm['unit']) =>
    value === null ? '–' : `${number.format(value)}${unit === 'percent' ? '%' : ''}`;
  return (
    <ul className={styles.norms} aria-label={t('norms')}>
      {norms.map(({ id, title, state, value, threshold, unit, href }) => {
        const Icon = SHAPE[state];
        return (
          <li key={id}>
            <a className={styles.norm} data-state={state} href={href}>
              <Icon size="1.2em" stroke={1.75} aria-hidden />
              <span className={styles.title}>{title}</span>
              <span className={styles.value}>{shown(value, unit)}</span>
              <span className={styles.state}>
                {t(`norm.${state}`)} · {t('normIs', { threshold: shown(threshold, unit) })}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
