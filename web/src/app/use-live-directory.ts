import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { useCallback } from 'react';
import { channelAccountsQuery } from '../lib/directory.ts';
import { useLiveAgentStates } from '../lib/people/agent-states.ts';
import { queryClient } from '../lib/query.ts';
import { useRealtime } from '../lib/realtime.ts';

const peopleChanged = () => {
  void queryClient.invalidateQueries({ queryKey: ['directory'] });
  void queryClient.invalidateQueries({ queryKey: ['me'] });
};
const channelAccountChanged = ({ account }: { account: ChannelAccount }) =>
  queryClient.setQueryData(channelAccountsQuery.queryKey, (known) =>
    known?.some(({ id }) => id === account.id)
      ? known.map((other) => (other.id === account.id ? account : other))
      : known && [...known, account],
  );
const channelAccountRemoved = ({ id }: { id: string }) =>
  queryClient.setQueryData(channelAccountsQuery.queryKey, (known) => known?.filter((account) => account.id !== id));

/** Keeps colleagues (and whether they are there), teams, shops and channels as they are now, for every screen. */
export function useLiveDirectory(): void {
  useRealtime('people.changed', peopleChanged);
  useLiveAgentStates();
  useRealtime(
    'channel-account.changed',
    useCallback((event) => void channelAccountChanged(event), []),
  );
  useRealtime(
    'channel-account.removed',
    useCallback((event) => void channelAccountRemoved(event), []),
  );
}
