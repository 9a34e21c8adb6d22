import type { SaveDraftRequest } from '@balie/shared/contracts/tickets.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { DraftKey } from './draft-box.ts';
import type { MergeUndo } from './merge-undo.ts';

type Drafts = MergeUndo['drafts'];

/** What of this colleague went along when the ticket went up in another. The ticket has to be locked. */
export async function movedDraft(tx: Tx, key: DraftKey): Promise<SaveDraftRequest | undefined> {
  return (await movedDrafts(tx, key.ticketId)).find((draft) => isOf(draft, key))?.content;
}

/** Remembers how it reads now: to write on it once more, and to take the merge back. */
export async function rememberMoved(tx: Tx, key: DraftKey, content: SaveDraftRequest, at: Date): Promise<void> {
  const others = (await movedDrafts(tx, key.ticketId)).filter((draft) => !isOf(draft, key));
  const drafts: Drafts = [...others, { agentId: key.agentId, kind: key.kind, content, updatedAt: at.toISOString() }];
  await tx.query(`update tickets set merge_undo = jsonb_set(merge_undo, '{drafts}', $3) where organisation_id = $1 and id = $2`, [
    tx.organisationId,
    key.ticketId,
    JSON.stringify(drafts),
  ]);
}

async function movedDrafts(tx: Tx, ticketId: string): Promise<Drafts> {
  const [row] = await tx.query<{ drafts: Drafts | null }>(
    `select merge_undo->'drafts' as drafts from tickets where organisation_id = $1 and id = $2`,
    [tx.organisationId, ticketId],
  );
  return row?.drafts ?? [];
}

const isOf = (draft: Drafts[number], { agentId, kind }: DraftKey) => draft.agentId === agentId && draft.kind === kind;
