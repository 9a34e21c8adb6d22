import type { Draft } from '@balie/shared/contracts/tickets.ts';
import { beforeMovingOn } from '../../lib/tickets/moving-on.ts';
import { DraftKeeper } from './draft-keeper.ts';

/** Drafts of tickets that were open lately, whatever is on screen now. Saved ones are given up first. */
const KEPT = 24;
const keepers = new Map<string, DraftKeeper>();

export function draftKeeper(ticketId: string, kind: Draft['kind']): DraftKeeper {
  const key = `${ticketId} ${kind}`;
  const known = keepers.get(key) ?? new DraftKeeper(ticketId, kind, (to, written) => draftKeeper(to, kind).join(written));
  keepers.delete(key);
  keepers.set(key, known);
  for (const [other, keeper] of keepers) {
    if (keepers.size <= KEPT) break;
    if (other !== key && keeper.isIdle) keepers.delete(other);
  }
  return known;
}

// A ticket went up in another, and the console goes there: with every word that was begun.
beforeMovingOn(async (ticketId) => {
  const begun = [...keepers.values()].filter((keeper) => keeper.ticketId === ticketId);
  await Promise.all(begun.map((keeper) => keeper.settle()));
});

// Whoever closes the tab loses no word of the last second.
window.addEventListener('pagehide', () => {
  for (const keeper of keepers.values()) keeper.flush();
});
