import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTitle } from '../ui/use-title.ts';

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation('app');
  useTitle(t('missing.title'));
  return (
    <EmptyState
      wholePage
      icon={<IconCompass size={32} stroke={1.5} />}
      title={t('missing.title')}
      text={t('missing.text')}
      action={<Button renderRoot={(props) => <Link {...props} to="/" />}>{t('keys.inbox')}</Button>}
    />
  );
}

/** The same where no console stands around it. */
export function MissingScreen() {
  return (
    <main>
      <MissingPage />
    </main>
  );
}
