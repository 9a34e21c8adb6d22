import type { ViewId } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { IconCircleCheck, IconClockPause, IconConfetti, IconHourglassEmpty, IconMailOpened, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery } from '../../lib/directory.ts';
import { useAllowed } from '../../lib/me.ts';
import { countsQuery } from '../../lib/tickets/ticket-queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './empty-view.module.css';

const ICONS = { pending: IconHourglassEmpty, snoozed: IconClockPause, solved: IconCircleCheck, spam: IconShieldCheck };

/** A view with nothing in it: a small joy where work was done, a lesson where nothing ever came. */
export function EmptyView({ view }: { readonly view: ViewId }) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const channels = useQuery(channelAccountsQuery).data;
  const counts = useQuery(countsQuery).data?.views;
  const mayConnect = useAllowed('channels:manage');
  if (view === 'pending' || view === 'snoozed' || view === 'solved' || view === 'spam') {
    const Icon = ICONS[view];
    return <EmptyState icon={<Icon size={32} stroke={1.5} />} title={t(`empty.${view}.title`)} text={t(`empty.${view}.text`)} />;
  }
  if (channels?.length === 0) {
    const connect = (
      <Button onClick={() => void navigate({ to: '/settings/$section', params: { section: 'channels' } })}>{t('empty.connect')}</Button>
    );
    return (
      <EmptyState
        icon={<IconMailOpened size={32} stroke={1.5} />}
        title={t('empty.noChannel.title')}
        text={t(mayConnect ? 'empty.noChannel.text' : 'empty.noChannel.askOwner')}
        action={mayConnect ? connect : undefined}
      />
    );
  }
  const nothingEver = counts && Object.values(counts).every(({ count }) => count === 0);
  const address = channels?.[0]?.address;
  if (nothingEver && address) {
    return (
      <EmptyState
        icon={<IconMailOpened size={32} stroke={1.5} />}
        title={t('empty.first.title')}
        text={t('empty.first.text', { address })}
      />
    );
  }
  const rest = view === 'mine' ? (counts?.['unassigned']?.count ?? 0) : 0;
  return (
    <div className={styles.joy}>
      <EmptyState
        icon={<IconConfetti size={36} stroke={1.5} />}
        title={t(view === 'mine' ? 'empty.mine.title' : 'empty.done.title')}
        text={rest > 0 ? t('empty.mine.more', { count: rest }) : t('empty.done.text')}
        action={
          rest > 0 ? (
            <Button variant="default" onClick={() => void navigate({ to: '/inbox/$view', params: { view: 'unassigned' } })}>
              {t('empty.mine.take')}
            </Button>
          ) : undefined
        }
      />
    </div>
  );
}
