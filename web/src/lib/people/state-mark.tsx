import type { AgentState } from '@balie/shared/contracts/routing.ts';
import { IconCircle, IconCircleFilled, IconMoonFilled, IconPhoneFilled, type TablerIcon } from '@tabler/icons-react';
import styles from './state-mark.module.css';

/** One shape for each, so that colour never speaks alone. */
const SHAPE: Record<AgentState, TablerIcon> = {
  available: IconCircleFilled,
  on_call: IconPhoneFilled,
  away: IconMoonFilled,
  offline: IconCircle,
};

/** How a colleague is, in one small sign; the word for it stands beside it. */
export function StateMark({ state, size = 12 }: { readonly state: AgentState; readonly size?: number }) {
  const Icon = SHAPE[state];
  return (
    <span className={styles.mark} data-state={state} aria-hidden>
      <Icon size={size} stroke={2.5} />
    </span>
  );
}
