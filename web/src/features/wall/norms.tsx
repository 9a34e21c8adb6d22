import type { NormAtAGlance } from '@balie/shared/contracts/norms.ts';
import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconHelpCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { normStatesQuery, useLiveNorms } from '../../lib/norms/norms.api.ts';
import styles from './norms.module.css';

const SHAPE: Record<NormAtAGlance['state'], TablerIcon> = {
  good: IconCircleCheckFilled,
  at_risk: IconAlertTriangleFilled,
  broken: IconAlertCircleFilled,
  unknown: IconHelpCircle,
};

/** So many that ask for nothing are named. */
const MOST_CALM = 4;

/**
 * How the norms stand, the worst first: each leads to what can be done about it. Of many that ask for nothing, only how
 * many there are. Nothing where none is kept.
 */
export function Norms() {
  const { t, i18n } = useTranslation(['wall', 'norms']);
  useLiveNorms();
  const { data: norms = [] } = useQuery(normStatesQuery);
  if (norms.length === 0) return null;
  const locale = i18n.language === 'en' ? 'en-GB' : 'nl-NL';
  const shown = (value: number | null, unit: NormAtAGlance['unit']) =>
    value?.toLocaleString(locale, { maximumFractionDigits: 1, style: unit === 'percent' ? 'percent' : 'decimal' }) ?? '–';
  const of = (state: NormAtAGlance['state']) => norms.filter((norm) => norm.state === state);
  const calm = [...of('good'), ...of('unknown')];
  const named = [...of('broken'), ...of('at_risk'), ...calm.slice(0, MOST_CALM)];
  const rest = (state: NormAtAGlance['state']) => calm.slice(MOST_CALM).filter((norm) => norm.state === state).length;
  return (
    <ul className={styles.norms} aria-label={t('norms')}>
      {named.map(({ id, title, figure, state, value, threshold, unit, href }) => {
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
      <Rest state="good" words={t('moreMet', { count: rest('good') })} count={rest('good')} />
      <Rest state="unknown" words={t('withoutFigure', { count: rest('unknown') })} count={rest('unknown')} />
    </ul>
  );
}

interface RestProps {
  readonly state: NormAtAGlance['state'];
  readonly words: string;
  readonly count: number;
}

function Rest({ state, words, count }: RestProps) {
  if (count <= 0) return null;
  const Icon = SHAPE[state];
  return (
    <li>
      <Link className={styles.norm} data-state={state} to="/norms">
        <Icon size="1.2em" stroke={1.75} aria-hidden />
        <span className={styles.state}>{words}</span>
      </Link>
    </li>
  );
}
