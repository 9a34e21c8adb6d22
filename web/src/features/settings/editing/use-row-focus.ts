import { type RefObject, useEffect, useRef } from 'react';

interface RowFocus<List extends HTMLElement> {
  /** The list whose children are the rows. */
  readonly list: RefObject<List | null>;
  /** The button that adds one: where the keyboard goes when no row is left. */
  readonly add: RefObject<HTMLButtonElement | null>;
  /** After the change that is under way: to the row in this place, or to the last one. */
  readonly goTo: (index: number) => void;
}

/** Where the keyboard goes when a list gets or loses a row: to the new one, or to what came in the place of the old one. */
export function useRowFocus<List extends HTMLElement>(count: number): RowFocus<List> {
  const list = useRef<List>(null);
  const add = useRef<HTMLButtonElement>(null);
  const place = useRef<number>(undefined);
  useEffect(() => {
    if (place.current === undefined) return;
    const rows = list.current?.children;
    const row = rows?.[Math.min(place.current, rows.length - 1)];
    place.current = undefined;
    (row?.querySelector<HTMLElement>('button, input') ?? add.current)?.focus();
  }, [count]);
  return {
    list,
    add,
    goTo: (index) => {
      place.current = index;
    },
  };
}
