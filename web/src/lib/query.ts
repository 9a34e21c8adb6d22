import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';

/**
 * What the server told, kept while it is on screen. Live events keep it fresh (`realtime.ts`); after a lost connection
 * everything on screen is read again, so nothing here needs polling.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a lost connection is worth another try.
      retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 3,
    },
    mutations: { retry: false },
  },
});
