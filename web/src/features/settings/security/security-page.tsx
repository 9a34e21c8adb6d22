import { useTranslation } from 'react-i18next';
import { Page } from '../../../ui/page.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { ChangePassword } from './change-password.tsx';
import { SessionList } from './session-list.tsx';

/** One's password, and the devices one is signed in on. */
export function SecurityPage() {
  const { t } = useTranslation('security');
  useTitle(t('title'));
  return (
    <Page title={t('title')} description={t('description')}>
      <SessionList />
      <ChangePassword />
    </Page>
  );
}
