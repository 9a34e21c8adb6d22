import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../../../lib/directory.ts';
import { useAllowed } from '../../../lib/me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { BackfillProgress } from './backfill-progress.tsx';
import { ChannelHealth } from './channel-health.tsx';
import { CHANNEL_KINDS } from './channel-kinds.ts';
import { ChannelLimits } from './channel-limits.tsx';
import { useRetryChannel, useUpdateChannel } from './channel-mutations.ts';
import { ChannelNames } from './channel-names.tsx';
import { ChannelStatus } from './channel-status.tsx';
import styles from './channels.module.css';
import { DisconnectChannel } from './disconnect-channel.tsx';
import { TemplatesSection } from './templates-section.tsx';
import { useFaultWords } from './use-fault-words.ts';

/** One connected channel: how it fares, what it is called, its servers, its end. */
export function ChannelPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('channels');
  const accounts = useQuery(channelAccountsQuery);
  const account = accounts.data?.find((one) => one.id === id);
  useTitle(account?.name ?? t('title'));
  const back = <BackLink section="channels" label={t('title')} />;
  if (account) return <Account account={account} back={back} />;
  return (
    <Page title={t('title')}>
      {accounts.isPending ? <SkeletonPage /> : null}
      {accounts.isError ? <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} /> : null}
      {accounts.data ? <EmptyState title={t('gone')} text={t('goneText')} action={back} /> : null}
    </Page>
  );
}

function Account({ account, back }: { readonly account: ChannelAccount; readonly back: ReactNode }) {
  const { t } = useTranslation('channels');
  const manages = useAllowed('channels:manage');
  const leads = useAllowed('conversations:manage');
  const { Settings, ForLeads } = CHANNEL_KINDS.get(account.kind) ?? {};
  const paused = account.status === 'paused';
  const update = useUpdateChannel(account.id);
  return (
    <Page
      title={account.name}
      description={account.address === account.name ? undefined : account.shownAddress}
      back={back}
      actions={<ChannelStatus status={account.status} />}
    >
      <Section>
        <Fault account={account} />
        <Card>
          <Setting
            label={t('health')}
            hint={
              <>
                <ChannelHealth account={account} />
                <BackfillProgress account={account} />
              </>
            }
          />
          <ChannelNames account={account} />
        </Card>
      </Section>
      {leads && ForLeads ? <ForLeads /> : null}
      {manages ? (
        <>
          {Settings ? <Settings accountId={account.id} /> : null}
          {account.capabilities.templates ? <TemplatesSection account={account} /> : null}
          {account.capabilities.readMarks ? (
            <Section>
              <Card>
                <Setting label={t('tellsReading.label')} hint={t('tellsReading.hint')}>
                  <Switch
                    checked={account.tellsReading}
                    disabled={update.isPending}
                    aria-label={t('tellsReading.label')}
                    onChange={(event) => update.mutate({ tellsReading: event.currentTarget.checked })}
                  />
                </Setting>
              </Card>
            </Section>
          ) : null}
          {account.capabilities.reply && !account.capabilities.unlimited ? (
            <ChannelLimits accountId={account.id} withMail={account.capabilities.subject} />
          ) : null}
          <Section title={t('stop')}>
            <Card>
              <Setting
                label={t(paused ? 'pausedNow' : 'pauseTitle')}
                hint={t(`${paused ? 'pausedHint' : 'pauseHint'}${account.capabilities.reply ? '' : 'Called'}`)}
              >
                <Button variant="default" loading={update.isPending} onClick={() => update.mutate({ paused: !paused })}>
                  {t(paused ? 'resume' : 'pause')}
                </Button>
              </Setting>
              <DisconnectChannel account={account} />
            </Card>
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function Fault({ account }: { readonly account: ChannelAccount }) {
  const { t } = useTranslation('channels');
  const words = useFaultWords(account);
  const retry = useRetryChannel(account.id);
  const manages = useAllowed('channels:manage');
  if (!words) return null;
  return (
    <Notice tone={account.status === 'needs_attention' ? 'danger' : 'warning'} live>
      <div className={styles.fault}>
        {words}
        {manages ? mending() : null}
      </div>
    </Notice>
  );

  /** What ails the account it works by is mended there. */
  function mending() {
    const { heldUpBy, lastErrorCode } = account;
    if (heldUpBy || lastErrorCode === 'carrier_gone') {
      const params = { section: 'channels', item: heldUpBy?.id ?? 'new' };
      return (
        <Button
          variant="default"
          size="compact-sm"
          renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={params} />}
        >
          {heldUpBy ? t('toCarrier', { name: heldUpBy.name }) : t('connectCarrier')}
        </Button>
      );
    }
    return (
      <Button variant="default" size="compact-sm" loading={retry.isPending} onClick={() => retry.mutate()}>
        {t('retry')}
      </Button>
    );
  }
}
