import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { type ConnectChatRequest, chatSettings, newChatSecret, type UpdateChatRequest } from '@balie/shared/contracts/chat-desk.ts';
import { queryOptions, useMutation } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../../lib/http.ts';
import { queryClient } from '../../../../lib/query.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { notify } from '../../../../ui/notify.tsx';

const PATH = '/api/channels/chat/accounts';
/** While an owner waits for the page of the shop. */
const LOOK_EVERY_MS = 2_000;

export const connectChat = (request: ConnectChatRequest) => sendJson('POST', channelAccount, PATH, request);

export const chatSettingsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['chat-settings', accountId],
    queryFn: ({ signal }) => getJson(chatSettings, `${PATH}/${accountId}`, signal),
    refetchInterval: ({ state }) => (state.data?.seen ? false : LOOK_EVERY_MS),
  });

/** Changes how the chat looks and works; what is shown changes at once. */
export function useChangeChat(accountId: string) {
  const explain = useExplain('chat');
  const { queryKey } = chatSettingsQuery(accountId);
  return useMutation({
    mutationFn: (changes: UpdateChatRequest) => sendJson('PATCH', chatSettings, `${PATH}/${accountId}`, changes),
    onMutate: (changes) =>
      queryClient.setQueryData(queryKey, (known) => known && { ...known, look: { ...known.look, ...defined(changes) } }),
    onSuccess: (saved) => queryClient.setQueryData(queryKey, saved),
    onError: (error) => {
      notify.error(explain(error));
      void queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** Shown once: who has it can vouch for the shop's customers. */
export function useNewSecret(accountId: string) {
  const explain = useExplain('chat');
  return useMutation({
    mutationFn: () => sendJson('POST', newChatSecret, `${PATH}/${accountId}/secret`),
    onSuccess: ({ settings }) => queryClient.setQueryData(chatSettingsQuery(accountId).queryKey, settings),
    onError: (error) => notify.error(explain(error)),
  });
}

export function useEndPreviousSecret(accountId: string) {
  const explain = useExplain('chat');
  return useMutation({
    mutationFn: () => sendJson('DELETE', chatSettings, `${PATH}/${accountId}/previous-secret`),
    onSuccess: (settings) => queryClient.setQueryData(chatSettingsQuery(accountId).queryKey, settings),
    onError: (error) => notify.error(explain(error)),
  });
}

function defined(changes: UpdateChatRequest): Partial<Required<{ [K in keyof UpdateChatRequest]: NonNullable<UpdateChatRequest[K]> }>> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
