import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** A thing in the column that keeps its place on screen, by its `data-item`, whatever grows or comes above or below it. */
interface Anchor {
  readonly item: string;
  readonly edge: 'top' | 'bottom';
  /** Pixels between the edge and the same edge of the window on the column. */
  readonly offset: number;
}

export interface SteadyScroll {
  /** The last thing in the column is in sight. */
  readonly atEnd: boolean;
  toEnd(): void;
  /** Puts an item near the top of the window. */
  toItem(item: string): void;
}

const NEAR_END = 48;

/**
 * A column that is read from top to bottom and grows at both ends. Pictures that load, older pages that come above and
 * messages that arrive below never move what is being read; only the reader scrolls.
 * @param content the element whose height changes, directly in `scroller`.
 * @param stamp anything new when items came or went, so that the place is kept before it is painted.
 */
export function useSteadyScroll(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  stamp: unknown,
): SteadyScroll {
  const anchor = useRef<Anchor>(undefined);
  const own = useRef<number>(undefined);
  const [atEnd, setAtEnd] = useState(true);

  const restore = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const held = anchor.current && find(box, anchor.current.item);
    if (anchor.current && held) {
      const moved = offsetOf(box, held, anchor.current.edge) - anchor.current.offset;
      if (Math.abs(moved) >= 1) box.scrollTop += moved;
      own.current = box.scrollTop;
    }
    setAtEnd(isAtEnd(box));
  }, [scroller]);

  // The stamp tells that items changed
  useLayoutEffect(restore, [restore, stamp]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    const resized = new ResizeObserver(restore);
    resized.observe(content.current);
    resized.observe(box);
    const scrolled = () => {
      setAtEnd(isAtEnd(box));
      if (own.current !== undefined && Math.abs(box.scrollTop - own.current) < 1) return;
      own.current = undefined;
      anchor.current = anchorOf(box);
    };
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      resized.disconnect();
      box.removeEventListener('scroll', scrolled);
    };
  }, [scroller, content, restore]);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    const last = box && [...box.querySelectorAll<HTMLElement>('[data-item]')].at(-1);
    if (!box || !last) return;
    anchor.current = { item: last.dataset['item'] ?? '', edge: 'bottom', offset: -PADDING };
    restore();
  }, [scroller, restore]);
  const toItem = useCallback(
    (item: string) => {
      anchor.current = { item, edge: 'top', offset: PADDING };
      restore();
    },
    [restore],
  );
  return { atEnd, toEnd, toItem };
}

const PADDING = 16;

function find(box: HTMLElement, item: string): HTMLElement | null {
  return box.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"]`);
}

function offsetOf(box: HTMLElement, element: HTMLElement, edge: Anchor['edge']): number {
  return element.getBoundingClientRect()[edge] - box.getBoundingClientRect()[edge];
}

function isAtEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
}

/** At the end the last item keeps its bottom; elsewhere the first item in sight keeps its top. */
function anchorOf(box: HTMLElement): Anchor | undefined {
  const items = [...box.querySelectorAll<HTMLElement>('[data-item]')];
  const end = isAtEnd(box);
  const top = box.getBoundingClientRect().top;
  const chosen = end ? items.at(-1) : items.find((item) => item.getBoundingClientRect().bottom > top);
  if (!chosen) return undefined;
  const edge = end ? 'bottom' : 'top';
  return { item: chosen.dataset['item'] ?? '', edge, offset: offsetOf(box, chosen, edge) };
}
