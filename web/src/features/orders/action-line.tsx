import type { OrderAction } from '@balie/shared/contracts/orders.ts';
import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../lib/directory.ts';
import styles from './orders.module.css';

interface ActionLineProps {
  readonly action: OrderAction;
  /** Who does it. */
  readonly shop: string;
}

/** How something that was asked of the shop gets on. */
export function ActionLine({ action, shop }: ActionLineProps) {
  const { t } = useTranslation('orders');
  const agents = useQuery(agentsQuery).data ?? [];
  const { state, task, fault, agentId } = action;
  const what = task.kind === 'handle_return' ? t(`decide.${task.resolution}.done`) : t('cancel.done');
  const who = agents.find(({ id }) => id === agentId)?.name ?? '';
  const why = fault ? t(`fault.${fault.code}`, { shop, words: fault.words }) : '';
  return (
    <div className={styles.action} data-state={state} role="status">
      <Mark state={state} />
      <span>
        {t(`action.${fault && state === 'waiting' ? 'delayed' : state}`, { shop, what, who })} {state === 'working' ? '' : why}
      </span>
    </div>
  );
}

function Mark({ state }: { readonly state: OrderAction['state'] }) {
  if (state === 'waiting' || state === 'working') return <Loader size={14} aria-hidden />;
  if (state === 'done') return <IconCircleCheck size={16} stroke={1.75} aria-hidden />;
  return state === 'failed' ? (
    <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
  ) : (
    <IconHelpCircle size={16} stroke={1.75} aria-hidden />
  );
}
