import type { TicketRow } from '@balie/shared/contracts/tickets.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicketActions } from '../../lib/tickets/ticket-actions.ts';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { undoLast } from '../../ui/undo.ts';

export type ListName = 'overdue' | 'breaching' | 'waiting';
/** A ticket may stand in two lists: it is picked in one. */
export interface Picked {
  readonly list: ListName;
  readonly id: string;
}
type Lists = Readonly<Record<ListName, readonly TicketRow[]>>;

/** Steps through the tickets of the wall, gives the picked one to somebody, opens it. */
export function useWallKeys(lists: Lists, picked: Picked | undefined, pick: (picked: Picked | undefined) => void) {
  const { t } = useTranslation('wall');
  const actions = useTicketActions();
  const [assigning, setAssigning] = useState(false);
  const group = t('title');
  const all = (['overdue', 'breaching', 'waiting'] as const).flatMap((list) => lists[list].map((ticket) => ({ list, ticket })));
  const at = all.findIndex(({ list, ticket }) => list === picked?.list && ticket.id === picked.id);
  const step = (by: number) => {
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    if (!next) return;
    pick({ list: next.list, id: next.ticket.id });
    document.getElementById(rowId(next.list, next.ticket.id))?.focus();
  };
  const ticket = all[at]?.ticket;
  useHotkey({ keys: ['j', 'ArrowDown'], label: t('next'), group, run: () => step(1) });
  useHotkey({ keys: ['k', 'ArrowUp'], label: t('previous'), group, run: () => step(-1) });
  useHotkey({ keys: 'a', label: t('assign'), group, when: ticket !== undefined, run: () => setAssigning(true) });
  useHotkey({ keys: 'o', label: t('open'), group, when: ticket !== undefined, run: () => ticket && actions.open(ticket) });
  useHotkey({ keys: 'u', label: t('undo'), group, hidden: true, run: () => void undoLast() });
  return { assigning, setAssigning };
}

export const rowId = (list: ListName, id: string) => `wall-${list}-${id}`;
