import type { Macro } from '@balie/shared/contracts/macros.ts';
import { type TicketOrders, ticketOrders } from '@balie/shared/contracts/orders.ts';
import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { languageOf } from '@balie/shared/domain/language-of.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson } from '../../lib/http.ts';
import { htmlOfMacro, valuesFor, withChanges, wordsOf, wordsOfOrder } from '../../lib/macros/fill-macro.ts';
import { countUse, macrosQuery, useLiveMacros } from '../../lib/macros/macros.api.ts';
import { useAllowed, useMe } from '../../lib/me.ts';
import { queryClient } from '../../lib/query.ts';
import { useShops } from '../../lib/tickets/names.ts';
import type { Person } from '../../ui/writing/mention-menu.tsx';
import type { DraftKeeper } from './draft-keeper.ts';

export interface MacroUse {
  readonly list: readonly Macro[];
  /** As they are offered after a `;`. */
  readonly offered: readonly Person[];
  /** Keeps what it does for when the answer is sent. @returns its words for this ticket, to be put in; undefined: it has none */
  readonly apply: (id: string) => Promise<string | undefined>;
}

/** The macros that suit a ticket: one's own, those of one's teams, of everybody, and of the ticket's shop. */
export function useMacros({ ticket, timeline }: TicketDetail, keeper: DraftKeeper, kind: 'reply' | 'note'): MacroUse | undefined {
  const { t } = useTranslation('orders');
  const may = useAllowed('tickets:reply');
  const me = useMe();
  const shops = useShops();
  const all = useQuery({ ...macrosQuery, enabled: may }).data;
  useLiveMacros();
  return useMemo(() => {
    if (!may) return undefined;
    const list = (all ?? []).filter(({ scope }) => scope.kind !== 'shop' || scope.shopId === ticket.shopId);
    const apply = async (id: string) => {
      const macro = list.find((one) => one.id === id);
      if (!macro) return undefined;
      const said = timeline.items.findLast((item) => item.kind === 'message' && item.message.direction === 'inbound');
      const heard = said?.kind === 'message' ? said.message.text : '';
      const locale = languageOf(`${ticket.subject}\n${heard}`) ?? 'nl';
      const words = wordsOf(macro, locale);
      const order = words.includes('{{order.') ? await firstOrder(ticket.id) : undefined;
      const values = valuesFor({
        locale,
        now: new Date(),
        agentName: me.agent.name,
        shopName: shops.get(ticket.shopId)?.name ?? '',
        customerName: ticket.contact.name,
        ticket,
        order: order && wordsOfOrder(order, t(`status.${order.status}`, { lng: locale }), locale),
      });
      if (kind === 'reply') keeper.change({ changes: withChanges(keeper.now().written.changes, macro, me.agent.id) });
      countUse(id);
      return htmlOfMacro(words, values) || undefined;
    };
    const offered = list.map(({ id, name, shortcut, folder }) => ({
      id,
      label: name,
      hint: shortcut ? `;${shortcut}` : folder || undefined,
      keywords: `${shortcut ?? ''} ${folder}`.trim(),
    }));
    return { list, offered, apply };
  }, [may, all, ticket, timeline, keeper, kind, me, shops, t]);
}

/** The order that the ticket is most likely about, as the panel beside it knows it. */
async function firstOrder(ticketId: string) {
  const found = await queryClient
    .fetchQuery<TicketOrders>({
      queryKey: ['ticket-orders', ticketId],
      queryFn: ({ signal }) => getJson(ticketOrders, `/api/tickets/${ticketId}/orders`, signal),
      staleTime: 60_000,
    })
    .catch(() => undefined);
  return found?.items[0]?.order;
}
