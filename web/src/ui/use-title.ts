import { useEffect } from 'react';

/** Names the tab while the page is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Balie`;
  }, [title]);
}
