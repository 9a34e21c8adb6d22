import { useEffect, useState } from 'react';
import type { Missing } from './missing.ts';

interface WhenReady<How> {
  /** It was tried, and something stands in the way. */
  readonly tried: boolean;
  attempt(how: How): void;
}

/**
 * Does it at once when nothing is missing. Where only a file is still on its way up, the wish is kept and done when it
 * has arrived: nobody has to press twice.
 */
export function useWhenReady<How>(missing: Missing | undefined, act: (how: How) => void): WhenReady<How> {
  const [tried, setTried] = useState(false);
  const [wish, setWish] = useState<{ readonly how: How }>();
  const what = missing?.what;
  useEffect(() => {
    if (!wish || what === 'upload') return;
    setWish(undefined);
    if (what !== undefined) return;
    setTried(false);
    act(wish.how);
  });
  return {
    tried,
    attempt(how) {
      setTried(missing !== undefined);
      if (!missing) act(how);
      else if (missing.what === 'upload') setWish({ how });
    },
  };
}
