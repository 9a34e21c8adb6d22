import { useCallback, useMemo, useRef, useState } from 'react';
import type { ListEntry } from './steady-order.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
  /** Everything between the row that was chosen last and this one. */
  extendTo(id: string): void;
  all(): void;
  clear(): void;
}

/** Which rows are ticked. Belongs to one list: another list (`key`) begins with none. */
export function useSelection(key: string, entries: readonly ListEntry[]): Selection {
  const [chosen, setChosen] = useState<{ key: string; ids: ReadonlySet<string> }>({ key, ids: NONE });
  const anchor = useRef<string>(undefined);
  const shown = useRef(entries);
  shown.current = entries;

  // Rows that left are no longer meant.
  const ids = useMemo(() => {
    if (chosen.key !== key || chosen.ids.size === 0) return NONE;
    const standing = entries.filter(({ row, left }) => !left && chosen.ids.has(row.id)).map(({ row }) => row.id);
    return standing.length === 0 ? NONE : new Set(standing);
  }, [chosen, key, entries]);

  const toggle = useCallback(
    (id: string) => {
      anchor.current = id;
      setChosen((before) => {
        const next = new Set(before.key === key ? before.ids : []);
        if (!next.delete(id)) next.add(id);
        return { key, ids: next };
      });
    },
    [key],
  );
  const extendTo = useCallback(
    (id: string) => {
      const order = shown.current.filter(({ left }) => !left).map(({ row }) => row.id);
      const to = order.indexOf(id);
      const from = anchor.current === undefined ? to : order.indexOf(anchor.current);
      const range = order.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1);
      setChosen((before) => ({ key, ids: new Set([...(before.key === key ? before.ids : []), ...range]) }));
      anchor.current ??= id;
    },
    [key],
  );
  const all = useCallback(
    () => setChosen({ key, ids: new Set(shown.current.filter(({ left }) => !left).map(({ row }) => row.id)) }),
    [key],
  );
  const clear = useCallback(() => {
    anchor.current = undefined;
    setChosen({ key, ids: NONE });
  }, [key]);
  return useMemo(() => ({ ids, toggle, extendTo, all, clear }), [ids, toggle, extendTo, all, clear]);
}

const NONE: ReadonlySet<string> = new Set();
