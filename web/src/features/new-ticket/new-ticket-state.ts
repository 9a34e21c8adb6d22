import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { useSyncExternalStore } from 'react';

/** Whether a new ticket is being written, and to whom; kept apart from the form, so that its code loads at the first use. */
export interface NewTicketStart {
  readonly to: readonly MailAddress[];
  /** By which it goes, where that was chosen. */
  readonly channelId?: string | undefined;
}

const watchers = new Set<() => void>();
let started: NewTicketStart | undefined;

function set(next: NewTicketStart | undefined): void {
  started = next;
  for (const changed of watchers) changed();
}

export function openNewTicket(to: readonly MailAddress[] = [], channelId?: string): void {
  set({ to, channelId });
}
export function closeNewTicket(): void {
  set(undefined);
}
export function useNewTicketStart(): NewTicketStart | undefined {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => started,
  );
}
