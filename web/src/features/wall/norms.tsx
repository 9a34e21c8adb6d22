import type { NormAtAGlance } from '@balie/shared/contracts/norms.ts';
import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconHelpCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { normStatesQuery, useLiveNorms } from '../../lib/norms/norms.api.ts';
import styles from './norms.module.css';

const SHAPE: Record<NormAtAGlance['state'], TablerIcon> = {
  good: IconCircleCheckFilled,
  at_risk: IconAlertTriangleFilled,
  broken: IconAlertCircleFilled,
  unknown: IconHelpCircle,
};

/** How the norms stand: each leads to what can be done about it. Nothing where none is kept. */
export function Norms() {
  const { t, i18n } = useTranslation(['wall', 'norms']);
  useLiveNorms();
  const { data: norms = [] } = useQuery(normStatesQuery);
  if (norms.length === 0) return null;
  const locale = i18n.language === 'en' ? 'en-GB' : 'nl-NL';
  const shown = (value: number | null, unit: NormAtAGlance['unit']) =>
    value?.toLocaleString(locale, { maximumFractionDigits: 1, style: unit === 'percent' ? 'percent' : 'decimal' }) ?? '–';
  return (
    <ul className={styles.norms} aria-label={t('norms')}>
      {norms.map(({ id, title, figure, state, value, threshold, unit, href }) => {
        const Icon = SHAPE[state];
        return (
          <li key={id}>
            <a className={styles.norm} data-state={state} href={href}>
              <Icon size="1.2em" stroke={1.75} aria-hidden />
              <span className={styles.title}>{figure ? `${title}: ${t(`norms:names.${figure}`)}` : title}</span>
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
