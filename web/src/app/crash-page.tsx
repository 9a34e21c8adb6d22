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
    return <ErrorState error={error} onRetry={() => void router.invalidate()} />;
  }
  return (
    <div role="alert">
      <EmptyState
        icon={<IconMoodPuzzled size={32} stroke={1.5} />}
        title={t('crash.title')}
        text={t('crash.text')}
        action={<Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>}
      />
    </div>
  );
}
