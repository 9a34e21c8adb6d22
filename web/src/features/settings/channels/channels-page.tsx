import { Button, Group } from '@mantine/core';
import { IconMail, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../../../lib/directory.ts';
import { useAllowed } from '../../../lib/me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { CHANNEL_KINDS } from './channel-kinds.ts';
import { ChannelRow } from './channel-row.tsx';
import { ScannerNotice } from './scanner-notice.tsx';

const OTHER_KINDS = [...CHANNEL_KINDS].filter(([kind]) => kind !== 'email');

/** Where customers reach the shop, and how each of those doors fares. */
export function ChannelsPage() {
  const { t } = useTranslation('channels');
  const accounts = useQuery(channelAccountsQuery);
  const manages = useAllowed('channels:manage');
  useTitle(t('title'));
  const none = accounts.data?.length === 0;
  // They wrap: there are more of them than a header holds.
  const connect = manages ? (
    <Group gap={8} justify={none ? 'center' : 'flex-start'}>
      <Button
        leftSection={<IconPlus size={16} />}
        renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'channels', item: 'new' }} />}
      >
        {t('connect')}
      </Button>
      {OTHER_KINDS.map(([kind, { icon: Icon }]) => (
        <Button
          key={kind}
          variant="default"
          leftSection={<Icon size={16} />}
          renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'channels', item: `new-${kind}` }} />}
        >
          {t(`connectKind.${kind}`)}
        </Button>
      ))}
    </Group>
  ) : null;
  return (
    <Page title={t('title')} description={t('description')}>
      {manages ? <ScannerNotice /> : null}
      {none ? null : connect}
      {accounts.isPending ? <SkeletonRows count={3} /> : null}
      {accounts.isError ? <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} /> : null}
      {none ? (
        <EmptyState
          icon={<IconMail size={32} stroke={1.5} />}
          title={t('none')}
          text={t(manages ? 'noneText' : 'noneTextReader')}
          action={connect}
        />
      ) : null}
      {accounts.data && !none ? (
        <Card>
          {accounts.data.map((account) => (
            <ChannelRow key={account.id} account={account} />
          ))}
        </Card>
      ) : null}
    </Page>
  );
}
