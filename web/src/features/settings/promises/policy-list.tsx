import type { SlaPolicy } from '@balie/shared/contracts/sla.ts';
import { Button } from '@mantine/core';
import { IconPlus, IconStopwatch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { OrderedRows } from '../editing/ordered-rows.tsx';
import { RowHint, RowLink } from '../editing/rows.tsx';
import { useOrder } from '../editing/use-order.ts';
import { orderPolicies, policiesQuery } from './promises.api.ts';
import { usePolicySummary } from './use-policy-summary.ts';

/** The policies, in the order in which they are tried. */
export function PolicyList() {
  const { t } = useTranslation('promises');
  const policies = useQuery(policiesQuery);
  const order = useOrder(policiesQuery.queryKey, orderPolicies, 'promises');
  const list = policies.data ?? [];
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
        <OrderedRows items={list} onOrder={order}>
          {(policy) => <PolicyWords policy={policy} />}
        </OrderedRows>
      ) : null}
    </Section>
  );
}

function PolicyWords({ policy }: { readonly policy: SlaPolicy }) {
  const { t } = useTranslation('promises');
  const { promises, scope } = usePolicySummary(policy.terms);
  return (
    <RowLink section="promises" item={`policy-${policy.id}`} name={policy.name} badge={policy.active ? undefined : t('policies.off')}>
      <RowHint>{promises}</RowHint>
      <RowHint>{scope}</RowHint>
    </RowLink>
  );
}
