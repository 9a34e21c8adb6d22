import { me as meSchema } from '@balie/shared/contracts/people.ts';
import type { Permission } from '@balie/shared/domain/permissions.ts';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { getJson } from './http.ts';

/** The signed-in colleague. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  // Never aborted: the router waits for it, whoever else looks on.
  queryFn: () => getJson(meSchema, '/api/me'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** For screens behind sign-in, where the router has loaded it. */
export function useMe() {
  return useSuspenseQuery(meQuery).data;
}

/** May this colleague do it? Only hides; the server decides. */
export function useAllowed(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
