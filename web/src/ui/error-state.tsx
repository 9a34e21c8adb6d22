import { Button } from '@mantine/core';
import { IconCloudOff, IconMoodPuzzled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Unreachable } from '../lib/http.ts';
import { EmptyState } from './empty-state.tsx';
import { useExplain } from './explain.ts';

interface ErrorStateProps {
  readonly error: unknown;
  /** What could not be shown: "De gesprekken laden niet". A general sentence when absent. */
  readonly title?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Namespace whose `problem.<code>` texts explain the server's refusals. */
  readonly namespace?: string | undefined;
  readonly wholePage?: boolean;
}

/** In place of something that could not be read: what happened, and what to do now. */
export function ErrorState({ error, title, onRetry, namespace, wholePage = false }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  const explain = useExplain(namespace);
  const Icon = error instanceof Unreachable ? IconCloudOff : IconMoodPuzzled;
  return (
    <div role="alert">
      <EmptyState
        wholePage={wholePage}
        icon={<Icon size={32} stroke={1.5} />}
        title={title ?? t('error.title')}
        text={explain(error)}
        action={
          onRetry ? (
            <Button variant="default" onClick={onRetry}>
              {t('error.retry')}
            </Button>
          ) : undefined
        }
      />
    </div>
  );
}
