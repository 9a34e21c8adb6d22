import { type ChannelAccount, channelAccount, type updateChannelAccountRequest } from '@balie/shared/contracts/channels.ts';
import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import { channelAccountsQuery } from '../../../lib/directory.ts';
import { send, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';

/** Puts an account into what every screen knows. */
export function rememberAccount(account: ChannelAccount): void {
  queryClient.setQueryData(channelAccountsQuery.queryKey, (known) => {
    if (!known) return known;
    const others = known.filter(({ id }) => id !== account.id);
    return others.length === known.length ? [...known, account] : known.map((other) => (other.id === account.id ? account : other));
  });
}

/** Name, shop, pause. */
export function useUpdateChannel(id: string) {
  const explain = useExplain('channels');
  return useMutation({
    mutationFn: (changes: z.infer<typeof updateChannelAccountRequest>) =>
      sendJson('PATCH', channelAccount, `/api/channel-accounts/${id}`, changes),
    onSuccess: rememberAccount,
    onError: (error) => notify.error(explain(error)),
  });
}

/** Tries a failing account now instead of at its next turn. */
export function useRetryChannel(id: string) {
  const explain = useExplain('channels');
  return useMutation({
    mutationFn: () => sendJson('POST', channelAccount, `/api/channel-accounts/${id}/retry`),
    onSuccess: rememberAccount,
    onError: (error) => notify.error(explain(error)),
  });
}

export function useDisconnectChannel(id: string) {
  return useMutation({
    mutationFn: () => send('DELETE', `/api/channel-accounts/${id}`),
    onSuccess: () => queryClient.setQueryData(channelAccountsQuery.queryKey, (known) => known?.filter((account) => account.id !== id)),
  });
}
