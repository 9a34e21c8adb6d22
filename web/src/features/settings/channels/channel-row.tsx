import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { shopsQuery } from '../../../lib/directory.ts';
import { ChannelIcon } from '../../../lib/tickets/status-icon.tsx';
import { Setting } from '../../../ui/page.tsx';
import { BackfillProgress } from './backfill-progress.tsx';
import { ChannelHealth } from './channel-health.tsx';
import { ChannelStatus } from './channel-status.tsx';
import styles from './channels.module.css';

export function ChannelRow({ account }: { readonly account: ChannelAccount }) {
  const shops = useQuery(shopsQuery).data ?? [];
  const shop = shops.find(({ id }) => id === account.shopId);
  const facts = [account.address === account.name ? [] : account.shownAddress, shops.length > 1 && shop ? shop.name : []].flat();
  return (
    <Link to="/settings/$section/$item" params={{ section: 'channels', item: account.id }} className={styles.row}>
      <Setting
        before={<ChannelIcon kind={account.kind} size={22} />}
        label={account.name}
        hint={
          <>
            {facts.length > 0 ? <div>{facts.join(' · ')}</div> : null}
            <ChannelHealth account={account} brief />
            <BackfillProgress account={account} />
          </>
        }
      >
        <ChannelStatus status={account.status} />
        <IconChevronRight size={16} aria-hidden />
      </Setting>
    </Link>
  );
}
