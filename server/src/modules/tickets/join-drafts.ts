import type { SaveDraftRequest } from '@balie/shared/contracts/tickets.ts';

/**
 * What a draft becomes when somebody writes on, in a ticket that was merged, what went along with the merge.
 * @param kept in the ticket they went up in
 * @param moved the words as they went along, somewhere in `kept`
 * @param written the words as they are now
 */
export function joinDrafts(
  kept: SaveDraftRequest | undefined,
  moved: SaveDraftRequest | undefined,
  written: SaveDraftRequest,
): SaveDraftRequest {
  if (!kept || (moved && isSame(kept, moved))) return written;
  const others = kept.attachmentIds.filter((id) => !moved?.attachmentIds.includes(id));
  const place = moved?.html ? kept.html.lastIndexOf(moved.html) : -1;
  // Changed there as well: both stand there, no word is lost.
  const before = place < 0 ? kept.html : kept.html.slice(0, place);
  const after = place < 0 ? '' : kept.html.slice(place + (moved?.html.length ?? 0));
  return { ...kept, html: `${before}${written.html}${after}`, attachmentIds: [...new Set([...others, ...written.attachmentIds])] };
}

function isSame(one: SaveDraftRequest, other: SaveDraftRequest): boolean {
  return one.html === other.html && one.attachmentIds.join() === other.attachmentIds.join();
}
