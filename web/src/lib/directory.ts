import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { agent, shop, team } from '@balie/shared/contracts/people.ts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getJson } from './http.ts';

/** Colleagues, teams, shops and channels: small lists that every screen names things by. Kept fresh by live events. */
const list = <T extends z.ZodType>(key: string, item: T) =>
  queryOptions({
    queryKey: ['directory', key],
    queryFn: async ({ signal }) => {
      const items: z.infer<T>[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const answer: { items: z.infer<T>[]; nextCursor: string | null } = await getJson(
          page(item),
          `/api/${key}?limit=100${next}`,
          signal,
        );
        items.push(...answer.items);
        cursor = answer.nextCursor;
      }
      return items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const agentsQuery = list('agents', agent);
export const teamsQuery = list('teams', team);
export const shopsQuery = list('shops', shop);
export const channelAccountsQuery = list('channel-accounts', channelAccount);
