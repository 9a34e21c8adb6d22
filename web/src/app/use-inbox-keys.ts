import { useTranslation } from 'react-i18next';
import type { Selection } from '../features/ticket-list/use-selection.ts';
import { useHotkey } from '../ui/hotkeys/use-hotkey.ts';
import { undoLast } from '../ui/undo.ts';
import type { InboxAddress } from './use-inbox-address.ts';
import type { Neighbours } from './use-neighbours.ts';
import { useNextBest } from './use-next-best.ts';

interface InboxKeys {
  readonly address: InboxAddress;
  readonly neighbours: Neighbours;
  readonly openId: string | undefined;
  readonly selection: Selection;
  open(row: { readonly number: number }): void;
}

/** Goes through the list without leaving the keyboard. */
export function useInboxKeys({ address, neighbours, openId, selection, open }: InboxKeys): void {
  const { t } = useTranslation('inbox');
  const group = t('keys.group');
  const { next, previous } = neighbours;
  useHotkey({ keys: ['j', ']'], label: t('keys.next'), group, hidden: true, run: () => next && open(next) });
  useHotkey({ keys: ['k', '['], label: t('keys.previous'), group, hidden: true, run: () => previous && open(previous) });
  const nextBest = useNextBest(openId, open);
  useHotkey({ keys: 'b', label: t('keys.nextBest'), group, run: () => void nextBest() });
  useHotkey({
    keys: 'Enter',
    label: t('keys.read'),
    group,
    hidden: true,
    run: () => {
      if (openId) document.querySelector<HTMLElement>('[data-conversation]')?.focus();
      else if (next) open(next);
    },
  });
  useHotkey({
    keys: 'x',
    label: t('keys.choose'),
    group,
    hidden: true,
    when: openId !== undefined,
    run: () => openId && selection.toggle(openId),
  });
  useHotkey({ keys: 'u', label: t('keys.undo'), group, hidden: true, run: () => void undoLast() });
  useHotkey({
    keys: 'Escape',
    label: t('keys.close'),
    group,
    hidden: true,
    run: () => {
      if (address.ticket !== undefined) address.go({ ticket: undefined });
      else if (address.q !== undefined) address.go({ q: undefined });
    },
  });
}
