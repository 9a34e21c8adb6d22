import type { InfiniteData, QueryKey } from '@tanstack/react-query';
import { queryClient } from '../../lib/query.ts';

type Pages<T> = InfiniteData<{ items: T[]; nextCursor: string | null }>;

/** Takes one thing out of a list at once; the server's answer follows. */
export async function takeOut<T>(queryKey: QueryKey, matches: (item: T) => boolean): Promise<void> {
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<Pages<T>>(queryKey, (known) =>
    known ? { ...known, pages: known.pages.map((page) => ({ ...page, items: page.items.filter((item) => !matches(item)) })) } : known,
  );
}
