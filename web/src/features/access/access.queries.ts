import { invitationOffer, setupState } from '@balie/shared/contracts/people.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson } from '../../lib/http.ts';

/** Whether this installation still waits for its first owner. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => getJson(setupState, '/api/setup', signal),
  staleTime: 0,
});

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => getJson(invitationOffer, `/api/invitations/by-token/${encodeURIComponent(token)}`, signal),
    retry: false,
  });
