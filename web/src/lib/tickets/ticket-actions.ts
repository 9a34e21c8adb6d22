import type { TicketChanges } from '@balie/shared/contracts/ticket-changes.ts';
import { createContext, useContext } from 'react';

/** What can be done to tickets from anywhere on the screen. Shown at once, undone on demand, taken back when refused. */
export interface TicketActions {
  /** Changes one ticket or many alike. */
  change(ids: readonly string[], changes: TicketChanges): void;
  /** Shows a ticket; `replace` leaves no step to go back to. */
  open(ticket: { readonly number: number }, options?: { readonly replace?: boolean }): void;
  /** Shows what rules did to the ticket that is open, and why. */
  explainRules?(): void;
}

const Context = createContext<TicketActions | undefined>(undefined);
export const TicketActionsProvider = Context.Provider;

export function useTicketActions(): TicketActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('TicketActionsProvider is missing above this component');
  return actions;
}
