import { searchPage } from '@balie/shared/contracts/tickets.ts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';
import { contactSuggestionsQuery } from '../../lib/tickets/ticket-queries.ts';
import { type Command, useCommandSource } from '../../ui/hotkeys/commands.ts';

const TICKETS = 6;

/** Lets the palette find tickets and customers by a few letters. */
export function useSearchCommands(): void {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const find = useCallback(
    async (query: string, signal: AbortSignal): Promise<readonly Command[]> => {
      const params = new URLSearchParams({ q: query, limit: String(TICKETS) });
      const [tickets, people] = await Promise.all([
        getJson(searchPage, `/api/tickets/search?${params}`, signal),
        queryClient.fetchQuery(contactSuggestionsQuery(query)),
      ]);
      const search = (q: string) => void navigate({ to: '/inbox/$view', params: { view: 'open' }, search: { q } });
      return [
        ...tickets.items.map(({ id, number, subject, contact }) => ({
          id: `ticket.${id}`,
          label: subject || t('tickets:noSubject'),
          description: `#${number} · ${contact.name || contact.address}`,
          group: t('palette'),
          run: () => void navigate({ to: '/inbox/$view', params: { view: 'open' }, search: { ticket: number } }),
        })),
        ...people.slice(0, 4).map(({ id, name, address }) => ({
          id: `contact.${id}`,
          label: name || address,
          description: address,
          group: t('palettePeople'),
          run: () => search(`from:${address}`),
        })),
        { id: 'search', label: t('searchFor', { q: query }), group: t('palette'), run: () => search(query) },
      ];
    },
    [t, navigate],
  );
  useCommandSource('search', find);
}
