import type { ChatPage } from '@balie/shared/contracts/chat.ts';

/** Where the visitor is. */
export const currentPage = (): ChatPage => ({
  url: location.href.slice(0, 2_000),
  title: document.title.slice(0, 500),
  referrer: document.referrer.slice(0, 2_000),
});

/** Calls back after each change of address that happens without a new page. The page's own functions stay as they are. */
export function watchPage(moved: () => void): void {
  let last = location.href;
  const look = () => {
    if (location.href === last) return;
    last = location.href;
    moved();
  };
  addEventListener('popstate', look);
  // Not in every browser, whatever the types say; there the visitor's next touch tells.
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener('navigatesuccess', look);
  else addEventListener('pointerup', () => setTimeout(look, 500), { passive: true });
}
