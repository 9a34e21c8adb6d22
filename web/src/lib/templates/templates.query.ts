import { messageTemplates } from '@balie/shared/contracts/templates.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '../http.ts';
import { queryClient } from '../query.ts';

/** The approved texts of an account. They change seldom; a change is seen the next time they are looked at. */
export const templatesQuery = (channelAccountId: string) =>
  queryOptions({
    queryKey: ['templates', channelAccountId],
    queryFn: ({ signal }) => getJson(messageTemplates, `/api/channel-accounts/${channelAccountId}/templates`, signal),
    staleTime: 30_000,
  });

/** Has them fetched from the provider now. */
export async function fetchTemplates(channelAccountId: string): Promise<void> {
  const fetched = await sendJson('POST', messageTemplates, `/api/channel-accounts/${channelAccountId}/templates/sync`);
  queryClient.setQueryData(templatesQuery(channelAccountId).queryKey, fetched);
}
