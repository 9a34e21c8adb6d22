import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../../../lib/directory.ts';
import { useRealtime } from '../../../lib/realtime.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Card, Page, Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { ImportCard } from './import-card.tsx';
import { importsQuery, readImportsAgain } from './imports.queries.ts';
import { NewImport } from './new-import.tsx';

/** Old conversations: from where to where, and how it goes. */
export function ImportsPage() {
  const { t } = useTranslation('imports');
  useTitle(t('title'));
  useRealtime('import.changed', readImportsAgain);
  const channels = useQuery(channelAccountsQuery);
  const runs = useQuery(importsQuery);
  return (
    <Page title={t('title')} description={t('description')}>
      {channels.isPending || runs.isPending ? <SkeletonRows count={2} /> : null}
      {runs.isError ? <ErrorState error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {channels.data?.length === 0 ? (
        <EmptyState
          icon={<IconMail size={32} stroke={1.5} />}
          title={t('noChannel')}
          text={t('noChannelText')}
          action={
            <Button renderRoot={(props) => <Link {...props} to="/settings/$section" params={{ section: 'channels' }} />}>
              {t('toChannels')}
            </Button>
          }
        />
      ) : null}
      {channels.data && channels.data.length > 0 ? <NewImport channels={channels.data} /> : null}
      {runs.data && runs.data.length > 0 ? (
        <Section title={t('runs')}>
          <Card>
            {runs.data.map((run) => (
              <ImportCard key={run.id} run={run} channel={channels.data?.find(({ id }) => id === run.channelAccountId)} />
            ))}
          </Card>
        </Section>
      ) : null}
    </Page>
  );
}
