import { page } from '@balie/shared/contracts/common.ts';
import { invitation, session } from '@balie/shared/contracts/people.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson } from '../../lib/http.ts';

/** Where one is signed in, the newest first. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await getJson(page(session), '/api/me/sessions', signal)).items,
  staleTime: 0,
});

/** Open invitations; among the directory, so that `people.changed` refreshes them. */
export const invitationsQuery = queryOptions({
  queryKey: ['directory', 'invitations'],
  queryFn: async ({ signal }) => (await getJson(page(invitation), '/api/invitations?limit=100', signal)).items,
});
