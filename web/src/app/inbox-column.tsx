import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPencilPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyView } from '../features/inbox/empty-view.tsx';
import { countInWords, countOf } from '../features/inbox/view-count.ts';
import { openNewTicket } from '../features/new-ticket/new-ticket-state.ts';
import { EmptySearch } from '../features/search/empty-search.tsx';
import { SearchBar } from '../features/search/search-bar.tsx';
import { BulkBar } from '../features/ticket-list/bulk-bar.tsx';
import { ListHeader } from '../features/ticket-list/list-header.tsx';
import { TicketList } from '../features/ticket-list/ticket-list.tsx';
import type { Selection } from '../features/ticket-list/use-selection.ts';
import type { ListRow, ListState } from '../features/ticket-list/use-ticket-list.ts';
import { useAllowed, useMe } from '../lib/me.ts';
import { useShops } from '../lib/tickets/names.ts';
import { prefetchTicket } from '../lib/tickets/prefetch-ticket.ts';
import { countsQuery } from '../lib/tickets/ticket-queries.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { useTitle } from '../ui/use-title.ts';
import styles from './inbox-column.module.css';
import { type InboxAddress, usualSort } from './use-inbox-address.ts';
import { useViewTitle } from './use-view-title.ts';

interface InboxColumnProps {
  readonly address: InboxAddress;
  readonly list: ListState;
  readonly selection: Selection;
  readonly openId: string | undefined;
  readonly onOpen: (row: ListRow) => void;
}

const HOVER_MS = 70;

/** The list of a view or of a search, with what stands above it. */
export function InboxColumn({ address, list, selection, openId, onOpen }: InboxColumnProps) {
  const { t, i18n } = useTranslation('inbox');
  const { preferences } = useMe();
  const shops = useShops();
  const mayReply = useAllowed('tickets:reply');
  const count = countOf(useQuery(countsQuery).data, address.view);
  const thumb = useMediaQuery('(max-width: 600px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const title = useViewTitle(address.view);
  const searching = address.q !== undefined;
  const rowHeight = preferences.density === 'compact' ? (thumb ? 56 : 44) : thumb ? 76 : 64;
  useTitle(searching ? t('searchTitle') : title);
  const lookAt = useLookAt();
  return (
    <section className={styles.column} aria-label={searching ? t('searchTitle') : title} data-covered={openId !== undefined || undefined}>
      {searching || selection.ids.size > 0 ? <VisuallyHidden component="h1">{searching ? t('searchTitle') : title}</VisuallyHidden> : null}
      {searching ? (
        <SearchBar
          value={address.q ?? ''}
          onChange={(q) => address.go({ q }, { replace: true })}
          onClose={() => address.go({ q: undefined })}
          unknownOperators={list.unknownOperators}
        />
      ) : null}
      {selection.ids.size > 0 ? (
        <BulkBar selection={selection} total={list.entries.length} />
      ) : searching ? null : (
        <ListHeader
          title={title}
          count={count ? countInWords(count, i18n.language) : ''}
          sort={address.list.sort}
          onSort={(sort) => address.go({ sort: sort === usualSort(address.view) ? undefined : sort })}
        >
          {mayReply ? (
            <KeyHint label={t('newTicket')} keys="c">
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                className={styles.compose ?? ''}
                aria-label={t('newTicket')}
                onClick={() => openNewTicket()}
              >
                <IconPencilPlus size={18} stroke={1.75} />
              </ActionIcon>
            </KeyHint>
          ) : null}
        </ListHeader>
      )}
      <TicketList
        list={list}
        selection={selection}
        openId={openId}
        showShop={shops.size > 1 && address.shop === undefined}
        rowHeight={rowHeight}
        label={searching ? t('searchTitle') : title}
        empty={searching ? <EmptySearch q={address.q ?? ''} /> : <EmptyView view={address.list.view} />}
        hrefOf={useCallback((row: ListRow) => address.hrefOf(row.number), [address.hrefOf])}
        onOpen={useStableCallback(onOpen)}
        onLookAt={lookAt}
      />
    </section>
  );
}

/** A pointer that only passes by reads nothing. */
function useLookAt(): (id: string) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback((id: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => prefetchTicket(id), HOVER_MS);
  }, []);
}

/** One identity, so that rows are not drawn again for every step in the list. */
function useStableCallback(call: (row: ListRow) => void): (row: ListRow) => void {
  const latest = useRef(call);
  latest.current = call;
  return useCallback((row: ListRow) => latest.current(row), []);
}
