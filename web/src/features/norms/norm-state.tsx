import type { MarketplaceNorm } from '@balie/shared/contracts/norms.ts';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './norms.module.css';

const ICONS = { good: IconCircleCheck, at_risk: IconAlertTriangle, broken: IconCircleX, unknown: IconCircleDashed } as const;

/** How a norm stands: by shape, colour and word. */
export function NormStateBadge({ state }: { readonly state: MarketplaceNorm['state'] }) {
  const { t } = useTranslation('norms');
  const Icon = ICONS[state];
  return (
    <span className={styles.state} data-state={state}>
      <Icon size={16} stroke={1.75} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}
