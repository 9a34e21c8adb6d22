import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** As `panel.css` has it. */
const PHONE = '(max-width: 480px)';

export function useIsPhone(): boolean {
  const [isPhone, setPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const look = () => setPhone(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isPhone;
}

/** On a phone the panel is as high as what the keyboard leaves free, wherever the page was scrolled to. */
export function useVisibleHeight(panel: RefObject<HTMLElement | null>, isPhone: boolean): void {
  useEffect(() => {
    const { visualViewport } = window;
    const style = panel.current?.style;
    if (!isPhone || !visualViewport || !style) return;
    const fit = () => {
      style.setProperty('height', `${visualViewport.height}px`);
      style.setProperty('top', `${visualViewport.offsetTop}px`);
    };
    fit();
    visualViewport.addEventListener('resize', fit);
    visualViewport.addEventListener('scroll', fit);
    return () => {
      visualViewport.removeEventListener('resize', fit);
      visualViewport.removeEventListener('scroll', fit);
      style.removeProperty('height');
      style.removeProperty('top');
    };
  }, [isPhone]);
}

const FOCUSABLE = 'a[href], button:not(:disabled), textarea, input:not([type=file]), [tabindex="0"]';

/** The panel covers the page: Tab goes round in it. */
export function keepFocusInside(panel: HTMLElement, root: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const { activeElement } = root.getRootNode() as ShadowRoot;
  const [first, last] = [stops[0], stops.at(-1)];
  const leaves = event.shiftKey ? activeElement === first || activeElement === panel : activeElement === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
