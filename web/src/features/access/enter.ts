import { queryClient } from '../../lib/query.ts';

/** After a way in was found: forgets what was known before, so that the next screen asks who is signed in now. */
export function forgetEverything(): void {
  queryClient.clear();
}

/** Where to go after sign-in: only an address of our own. */
export function safeReturn(back: string | undefined): string {
  return back && /^\/(?![/\\])/u.test(back) ? back : '/';
}
