import type { Presence } from '@balie/shared/contracts/realtime.ts';
import { useCallback, useSyncExternalStore } from 'react';

/** Who looks at or writes in which ticket. The server tells every change, also that somebody silently vanished. */

export interface Present {
  readonly agentId: string;
  readonly state: 'viewing' | 'typing';
}
const NOBODY: readonly Present[] = [];
const present = new Map<string, readonly Present[]>();
const watchers = new Map<string, Set<() => void>>();

export function heardPresence({ ticketId, agentId, state }: Presence): void {
  const others = (present.get(ticketId) ?? []).filter((one) => one.agentId !== agentId);
  set(ticketId, state === 'gone' ? others : [...others, { agentId, state }]);
}

/** Who was there when the ticket was opened. */
export function seedPresence(ticketId: string, found: readonly Present[]): void {
  set(ticketId, found);
}

/** Colleagues at a ticket; this agent's own tabs are left out. */
export function usePresentColleagues(ticketId: string, myId: string): readonly Present[] {
  const watch = useCallback(
    (changed: () => void) => {
      const own = watchers.get(ticketId) ?? new Set();
      watchers.set(ticketId, own.add(changed));
      return () => {
        own.delete(changed);
        if (own.size === 0) watchers.delete(ticketId);
      };
    },
    [ticketId],
  );
  const all = useSyncExternalStore(watch, () => present.get(ticketId) ?? NOBODY);
  return all.length === 0 ? NOBODY : all.filter((one) => one.agentId !== myId);
}

/** After a lost connection nothing of it can be trusted. */
export function forgetPresence(): void {
  for (const ticketId of [...present.keys()]) set(ticketId, NOBODY);
}

function set(ticketId: string, next: readonly Present[]): void {
  if (next.length > 0) present.set(ticketId, next);
  else if (!present.delete(ticketId)) return;
  for (const changed of watchers.get(ticketId) ?? []) changed();
}
