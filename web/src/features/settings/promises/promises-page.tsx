import { useTranslation } from 'react-i18next';
import { Page } from '../../../ui/page.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { CalendarList } from './calendar-list.tsx';
import { PolicyList } from './policy-list.tsx';
import { useLivePromises } from './promises.api.ts';
import { RecomputeBar } from './recompute-bar.tsx';

/** What customers are promised, and when somebody is there to keep it. */
export function PromisesPage() {
  const { t } = useTranslation('promises');
  useTitle(t('title'));
  useLivePromises();
  return (
    <Page title={t('title')} description={t('description')}>
      <RecomputeBar />
      <PolicyList />
      <CalendarList />
    </Page>
  );
}
