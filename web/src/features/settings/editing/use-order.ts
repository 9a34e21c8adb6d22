import { type DataTag, type QueryKey, useMutation } from '@tanstack/react-query';
import { queryClient } from '../../../lib/query.ts';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';

/** Puts a list in another order: at once on the screen, and back when the server says no. */
export function useOrder<Item extends { readonly id: string }>(
  queryKey: DataTag<QueryKey, Item[], Error>,
  order: (ids: readonly string[]) => Promise<unknown>,
  namespace: string,
): (ids: readonly string[]) => void {
  const explain = useExplain(namespace);
  const { mutate } = useMutation({
    mutationFn: order,
    onMutate: (ids: readonly string[]) => {
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (known) => known && ids.flatMap((id) => known.find((one) => one.id === id) ?? []));
      return before;
    },
    onError: (error, _, before) => {
      queryClient.setQueryData(queryKey, before);
      notify.error(explain(error));
    },
  });
  return mutate;
}
