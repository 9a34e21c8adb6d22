import type { Draft, SaveDraftRequest, SavedDraft } from '@balie/shared/contracts/tickets.ts';
import { allows } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { sanitiseOwnHtml } from '../../platform/html/sanitise.ts';
import { NotAllowed, NotFound } from '../../platform/http/http.errors.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { DraftBox, type DraftKey } from './draft-box.ts';
import { joinDrafts } from './join-drafts.ts';
import { lockTicket } from './lock-ticket.ts';
import { movedDraft, rememberMoved } from './merged-drafts.ts';
import { storableAddress } from './storable-text.ts';

type DraftOf = { readonly ticketId: string; readonly kind: Draft['kind'] };
const NOTHING: SaveDraftRequest = { html: '', attachmentIds: [] };

/**
 * Keeps what somebody is writing, and forgets it. What is written in a ticket that went up in another is kept there,
 * in the place of the words that went along.
 */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: DraftBox,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | NotAllowed} */
  save(me: Principal, { ticketId, kind }: DraftOf, request: SaveDraftRequest, clientId: string): Promise<SavedDraft> {
    if (kind === 'reply' && !allows(me.role, 'tickets:reply')) throw new NotAllowed('tickets:reply');
    return this.unitOfWork.run(async (tx) => {
      const key: DraftKey = { agentId: me.agentId, ticketId, kind };
      const home = await ticketNow(tx, ticketId);
      const written = cleaned(request);
      if (home === ticketId) return { ...(await this.drafts.put(tx, key, written, clientId)), ticketId };
      const there = { ...key, ticketId: home };
      const [kept, moved] = [await this.drafts.get(tx, there), await movedDraft(tx, key)];
      // This tab, too, has to read it where it is now.
      const saved = await this.drafts.put(tx, there, joinDrafts(kept, moved, written), '');
      // As it is stored, so that a merge that is taken back finds it untouched.
      await rememberMoved(tx, key, saved.content.html === written.html ? saved.content : written, this.clock.now());
      return { ...saved, ticketId: home };
    });
  }

  /** @throws {NotFound} */
  discard(me: Principal, { ticketId, kind }: DraftOf, clientId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const key: DraftKey = { agentId: me.agentId, ticketId, kind };
      const home = await ticketNow(tx, ticketId);
      if (home === ticketId) return this.drafts.discard(tx, key, clientId);
      const there = { ...key, ticketId: home };
      const [kept, moved] = [await this.drafts.get(tx, there), await movedDraft(tx, key)];
      if (!kept || !moved) return;
      const left = joinDrafts(kept, moved, NOTHING);
      if (left.html === '' && left.attachmentIds.length === 0) await this.drafts.discard(tx, there, '');
      else await this.drafts.put(tx, there, left, '');
    });
  }
}

function cleaned({ html, to, cc, bcc, attachmentIds }: SaveDraftRequest): SaveDraftRequest {
  return {
    html: sanitiseOwnHtml(storable(html)),
    attachmentIds,
    ...(to ? { to: to.map(storableAddress) } : {}),
    ...(cc ? { cc: cc.map(storableAddress) } : {}),
    ...(bcc ? { bcc: bcc.map(storableAddress) } : {}),
  };
}

/** The ticket itself, or the one it went up in. Locked: a merge that is under way is waited for, and takes nothing amiss. */
async function ticketNow(tx: Tx, ticketId: string): Promise<string> {
  const ticket = await lockTicket(tx, ticketId);
  if (!ticket) throw new NotFound('ticket');
  return ticket.mergedIntoId ? ticketNow(tx, ticket.mergedIntoId) : ticket.id;
}
