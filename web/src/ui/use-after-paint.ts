import { startTransition, useEffect, useState } from 'react';

/** A tab in the background paints nothing, and is not waited for longer. */
const LONGEST_MS = 100;

/**
 * The value as it was, until a picture with the new one has been painted: for what may come after what is looked at first.
 * @param follows whether this change may wait; asked when there is one
 */
export function useAfterPaint<T>(value: T, follows: (before: T) => boolean = () => true): T {
  const [shown, setShown] = useState(value);
  if (shown !== value && !follows(shown)) setShown(() => value);
  useEffect(() => {
    let timer = setTimeout(follow, LONGEST_MS);
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(follow);
    });
    function follow() {
      startTransition(() => setShown(() => value));
    }
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [value]);
  return shown;
}
