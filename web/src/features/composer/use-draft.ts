import type { Draft } from '@balie/shared/contracts/tickets.ts';
import { useEffect, useSyncExternalStore } from 'react';
import type { DraftKeeper, KeptDraft } from './draft-keeper.ts';
import { draftKeeper } from './draft-keepers.ts';

/** A draft of this ticket as it is written now; `saved` is what the server keeps of it. */
export function useDraft(ticketId: string, kind: Draft['kind'], saved: readonly Draft[]): { keeper: DraftKeeper; draft: KeptDraft } {
  const keeper = draftKeeper(ticketId, kind);
  const draft = useSyncExternalStore(keeper.watch, keeper.now);
  useEffect(() => keeper.offer(saved.find((one) => one.kind === kind)), [keeper, saved, kind]);
  return { keeper, draft };
}
