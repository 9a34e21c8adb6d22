import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { ApiError, send } from '../lib/http.ts';
import { queryClient } from '../lib/query.ts';
import { disconnectRealtime, useRealtime } from '../lib/realtime.ts';

const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401;

/** Leads to the sign-in page when the session ended under one's hands, and back to the same place after signing in. */
export function useSessionEnd(): void {
  const router = useRouter();
  const leaving = useRef(false);
  const leave = useCallback(() => {
    // The end is heard twice: by the live connection, and by whatever asks the server next.
    if (leaving.current) return;
    leaving.current = true;
    disconnectRealtime();
    const back = router.state.location.href;
    void router.navigate({ to: '/sign-in', search: { back, ended: true }, replace: true }).then(() => queryClient.clear());
  }, [router]);
  useRealtime('session.ended', leave);
  useEffect(() => {
    const fromQueries = queryClient.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error' && isSignedOut(event.action.error)) leave();
    });
    const fromMutations = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error' && isSignedOut(event.action.error)) leave();
    });
    return () => {
      fromQueries();
      fromMutations();
    };
  }, [leave]);
}

/** The way out by one's own will. */
export function useSignOut(): () => Promise<void> {
  const router = useRouter();
  return useCallback(async () => {
    disconnectRealtime();
    await send('DELETE', '/api/session').catch(() => undefined);
    await router.navigate({ to: '/sign-in' });
    queryClient.clear();
    // Letters that were begun: the next one at this screen is somebody else.
    sessionStorage.clear();
  }, [router]);
}
