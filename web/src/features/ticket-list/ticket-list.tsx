import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useShops } from '../../lib/tickets/names.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { NewPill } from './new-pill.tsx';
import styles from './ticket-list.module.css';
import { TicketRow } from './ticket-row.tsx';
import type { Selection } from './use-selection.ts';
import type { ListRow, ListState } from './use-ticket-list.ts';

interface TicketListProps {
  readonly list: ListState;
  readonly selection: Selection;
  readonly openId: string | undefined;
  /** Shows the shop on every row; off where the list holds one shop only. */
  readonly showShop: boolean;
  readonly rowHeight: number;
  readonly label: string;
  /** In place of rows when there are none. */
  readonly empty: ReactNode;
  hrefOf(row: ListRow): string;
  onOpen(row: ListRow): void;
  /** The pointer or the selection is at a ticket: it may be opened next. */
  onLookAt(id: string): void;
}

/** So many rows before the end of what is known the next page is fetched. */
const FETCH_AHEAD = 10;

/** A list of any length, of which only what is on screen is drawn. */
export function TicketList({ list, selection, openId, showShop, rowHeight, label, empty, hrefOf, onOpen, onLookAt }: TicketListProps) {
  const { t } = useTranslation('ticket-list');
  const { preferences } = useMe();
  const shops = useShops();
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, hasMore, isLoadingMore, loadMore } = list;
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 5,
    getItemKey: (index) => entries[index]?.row.id ?? index,
  });
  // Another density means other heights
  useLayoutEffect(() => rows.measure(), [rowHeight]);
  const pointed = useHold(list, selection.ids.size > 0, scroller);

  // One identity, so that a step in the list draws two rows and not all
  const { toggle: toggleOne, extendTo } = selection;
  const toggle = useCallback((id: string, extend: boolean) => (extend ? extendTo(id) : toggleOne(id)), [extendTo, toggleOne]);

  const shown = rows.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastShown >= entries.length - FETCH_AHEAD) loadMore();
  }, [hasMore, isLoadingMore, lastShown, entries.length, loadMore]);

  // Another list begins at its top; going on in the same one keeps the open ticket in sight.
  const openIndex = entries.findIndex(({ row }) => row.id === openId);
  // Only another list or another ticket moves the list
  useLayoutEffect(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex, { align: 'auto' });
    else scroller.current?.scrollTo({ top: 0 });
  }, [list.key]);
  // Only another ticket moves the list
  useLayoutEffect(() => {
    if (openIndex < 0) return;
    rows.scrollToIndex(openIndex, { align: 'auto' });
    takeFocusAlong(scroller.current);
  }, [openId]);

  if (list.status === 'loading') return <SkeletonRows count={12} height={rowHeight} />;
  if (list.status === 'error') return <ErrorState error={list.error} title={t('error')} onRetry={list.retry} />;
  return (
    <div className={styles.frame} {...pointed}>
      {list.waiting > 0 ? (
        <NewPill
          count={list.waiting}
          onShow={() => {
            scroller.current?.scrollTo({ top: 0 });
            list.letIn();
          }}
        />
      ) : null}
      <div
        ref={scroller}
        className={styles.scroller}
        data-choosing={selection.ids.size > 0 || undefined}
        data-stale={list.isStale || undefined}
      >
        {entries.length === 0 ? empty : null}
        <ul aria-label={label} className={styles.rows} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, key, start }) => {
            const entry = entries[index];
            if (!entry) return null;
            const { row, left } = entry;
            return (
              <li
                key={key}
                aria-setsize={hasMore ? -1 : entries.length}
                aria-posinset={index + 1}
                className={styles.place}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <TicketRow
                  row={row}
                  left={left}
                  href={hrefOf(row)}
                  open={row.id === openId}
                  chosen={selection.ids.has(row.id)}
                  shopName={showShop ? shops.get(row.shopId)?.name : undefined}
                  compact={preferences.density === 'compact'}
                  onOpen={onOpen}
                  onLookAt={onLookAt}
                  onToggle={toggle}
                />
              </li>
            );
          })}
        </ul>
        {isLoadingMore ? <SkeletonRows count={3} height={rowHeight} /> : null}
      </div>
    </div>
  );
}

/** Whoever goes from row to row by keyboard after a click has the focus on the row that was clicked: it goes along. */
function takeFocusAlong(list: HTMLElement | null): void {
  const focused = document.activeElement;
  if (!list?.contains(focused)) return;
  const open = list.querySelector<HTMLElement>('a[aria-current]');
  if (open) open.focus({ preventScroll: true });
  else if (focused instanceof HTMLElement) focused.blur();
}

/** Arrivals flow in only while the list is at its top, nobody points at it and nothing is chosen. */
function useHold(list: ListState, choosing: boolean, scroller: React.RefObject<HTMLDivElement | null>) {
  const [pointed, setPointed] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const { hold, status } = list;
  useEffect(() => hold(pointed || scrolled || choosing), [hold, pointed, scrolled, choosing]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || status !== 'ready') return;
    const look = () => setScrolled(element.scrollTop > 8);
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller, status]);
  // Of a row that goes away under the pointer nobody hears that it was left.
  useEffect(() => {
    if (!pointed) return;
    const look = ({ target }: PointerEvent) => {
      if (target instanceof Node && !scroller.current?.parentElement?.contains(target)) setPointed(false);
    };
    document.addEventListener('pointerover', look, { passive: true });
    return () => document.removeEventListener('pointerover', look);
  }, [pointed, scroller]);
  return {
    // A finger leaves nothing hovering behind.
    onPointerEnter: (event: React.PointerEvent) => setPointed(event.pointerType === 'mouse'),
    onPointerLeave: () => setPointed(false),
  };
}
