import type { SaveDraftRequest, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import type { LockedTicket } from './lock-ticket.ts';

/** What a merge changed, as the merged ticket keeps it: enough to take it back. Instants are ISO strings. */
export interface MergeUndo {
  readonly messageIds: readonly string[];
  /** Of the merged ticket, which lost them. */
  readonly tags: readonly string[];
  readonly status: TicketStatus;
  readonly snoozedUntil: string | null;
  readonly waitingSince: string | null;
  readonly drafts: readonly {
    readonly agentId: string;
    readonly kind: string;
    readonly content: SaveDraftRequest;
    readonly updatedAt: string;
  }[];
  readonly into: {
    /** Tags that came to it. */
    readonly addedTags: readonly string[];
    readonly status: TicketStatus;
    readonly statusAfter: TicketStatus;
    readonly waitingSince: string | null;
  };
}

/** Whoever waits in either waits in both; work that is left in either is left. */
export function mergedState(source: LockedTicket, into: LockedTicket): { status: TicketStatus; waitingSince: Date | null } {
  const status = source.status === 'open' && into.status !== 'spam' ? 'open' : into.status;
  const waits = [source.waitingSince, into.waitingSince].filter((since) => since !== null);
  return { status, waitingSince: waits.sort((one, other) => one.getTime() - other.getTime())[0] ?? null };
}
