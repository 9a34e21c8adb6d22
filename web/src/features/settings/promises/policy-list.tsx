import type { SlaPolicy } from '@balie/shared/contracts/sla.ts';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconStopwatch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../lib/query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Card, Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { orderPolicies, policiesQuery } from './promises.api.ts';
import styles from './promises.module.css';
import { usePolicySummary } from './use-policy-summary.ts';

/** The policies, in the order in which they are tried. */
export function PolicyList() {
  const { t } = useTranslation('promises');
  const explain = useExplain('promises');
  const policies = useQuery(policiesQuery);
  const order = useMutation({
    mutationFn: orderPolicies,
    onMutate: (ids: readonly string[]) => {
      const before = queryClient.getQueryData(policiesQuery.queryKey);
      queryClient.setQueryData(policiesQuery.queryKey, (known) => ids.flatMap((id) => known?.find((one) => one.id === id) ?? []));
      return before;
    },
    onError: (error, _, before) => {
      queryClient.setQueryData(policiesQuery.queryKey, before);
      notify.error(explain(error));
    },
  });
  const list = policies.data ?? [];
  const move = (from: number, to: number) => {
    const ids = list.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved) order.mutate(ids.toSpliced(to, 0, moved));
  };
  const add = (
    <Button
      variant={list.length > 0 ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/settings/$section/$item" params={{ section: 'promises', item: 'policy-new' }} {...props} />}
    >
      {t('policies.new')}
    </Button>
  );
  const none = policies.data?.length === 0;
  return (
    <Section title={t('policies.title')} description={t('policies.description')} actions={none ? null : add}>
      {policies.isPending ? <SkeletonRows count={2} faces={false} /> : null}
      {policies.isError ? <ErrorState error={policies.error} onRetry={() => void policies.refetch()} /> : null}
      {none ? (
        <EmptyState icon={<IconStopwatch size={32} stroke={1.5} />} title={t('policies.none')} text={t('policies.noneText')} action={add} />
      ) : null}
      {list.length > 0 ? (
        <Card>
          <ol className={styles.list}>
            {list.map((policy, index) => (
              <PolicyRow
                key={policy.id}
                policy={policy}
                place={index + 1}
                onUp={index > 0 ? () => move(index, index - 1) : undefined}
                onDown={index < list.length - 1 ? () => move(index, index + 1) : undefined}
              />
            ))}
          </ol>
        </Card>
      ) : null}
    </Section>
  );
}

interface PolicyRowProps {
  readonly policy: SlaPolicy;
  readonly place: number;
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
}

function PolicyRow({ policy, place, onUp, onDown }: PolicyRowProps) {
  const { t } = useTranslation('promises');
  const { promises, scope } = usePolicySummary(policy.terms);
  return (
    <li className={styles.row} data-off={!policy.active || undefined}>
      <span className={styles.place} aria-hidden>
        {place}
      </span>
      <Link to="/settings/$section/$item" params={{ section: 'promises', item: `policy-${policy.id}` }} className={styles.rowLink}>
        <span className={styles.rowName}>
          {policy.name}
          {policy.active ? null : <span className={styles.badge}>{t('policies.off')}</span>}
        </span>
        <span className={styles.rowHint}>{promises}</span>
        <span className={styles.rowHint}>{scope}</span>
      </Link>
      {onUp || onDown ? (
        <span className={styles.rowTools}>
          <Mover label={t('policies.up', { name: policy.name })} icon={<IconArrowUp size={16} stroke={1.75} />} onMove={onUp} />
          <Mover label={t('policies.down', { name: policy.name })} icon={<IconArrowDown size={16} stroke={1.75} />} onMove={onDown} />
        </span>
      ) : null}
    </li>
  );
}

function Mover({
  label,
  icon,
  onMove,
}: {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly onMove: (() => void) | undefined;
}) {
  return (
    <Tooltip label={label} disabled={!onMove}>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} disabled={!onMove} onClick={onMove}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
