import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../ui/page.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { routingQuery, useLiveRouting } from './assignment.api.ts';
import { CapacitySection } from './capacity-section.tsx';
import { CrewSection } from './crew-section.tsx';
import { MethodSection } from './method-section.tsx';
import { TakeOverSection } from './take-over-section.tsx';

/** How tickets come to colleagues. */
export function AssignmentPage() {
  const { t } = useTranslation('assignment');
  const { data: routing } = useSuspenseQuery(routingQuery);
  useLiveRouting();
  useTitle(t('title'));
  return (
    <Page title={t('title')} description={t('description')}>
      <MethodSection routing={routing} />
      <CapacitySection routing={routing} />
      <CrewSection routing={routing} />
      <TakeOverSection routing={routing} />
    </Page>
  );
}
