import { Button } from '@mantine/core';
import { IconMoodPuzzled } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, Unreachable } from '../lib/http.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';

/** In place of a screen that could not be read, or that broke. */
export function CrashPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('app');
  const router = useRouter();
  if (error instanceof ApiError || error instanceof Unreachable) {
    return <ErrorState wholePage error={error} onRetry={() => void router.invalidate()} />;
  }
  return (
    <div role="alert">
      <EmptyState
        wholePage
        icon={<IconMoodPuzzled size={32} stroke={1.5} />}
        title={t('crash.title')}
        text={t('crash.text')}
        action={<Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>}
      />
    </div>
  );
}

/** The same where no console stands around it. */
export function CrashScreen({ error }: { readonly error: unknown }) {
  return (
    <main>
      <CrashPage error={error} />
    </main>
  );
}
