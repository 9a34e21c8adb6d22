import type { Draft, SaveDraftRequest } from '@balie/shared/contracts/tickets.ts';
import { allows } from '@balie/shared/domain/permissions.ts';
import { Injectable } from '@nestjs/common';
import { storable } from '../../platform/database/storable.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { sanitiseOwnHtml } from '../../platform/html/sanitise.ts';
import { NotAllowed, NotFound } from '../../platform/http/http.errors.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { DraftBox } from './draft-box.ts';
import { storableAddress } from './storable-text.ts';

type DraftOf = { readonly ticketId: string; readonly kind: Draft['kind'] };

/** Keeps what somebody is writing, and forgets it. */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: DraftBox,
  ) {}

  /** @throws {NotFound | NotAllowed} */
  save(me: Principal, { ticketId, kind }: DraftOf, request: SaveDraftRequest, clientId: string): Promise<Draft> {
    if (kind === 'reply' && !allows(me.role, 'tickets:reply')) throw new NotAllowed('tickets:reply');
    return this.unitOfWork.run(async (tx) => {
      await mustExist(tx, ticketId);
      const content = cleaned(request);
      return this.drafts.put(tx, { agentId: me.agentId, ticketId, kind }, content, clientId);
    });
  }

  /** @throws {NotFound} */
  discard(me: Principal, { ticketId, kind }: DraftOf, clientId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await mustExist(tx, ticketId);
      await this.drafts.discard(tx, { agentId: me.agentId, ticketId, kind }, clientId);
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

async function mustExist(tx: Tx, ticketId: string): Promise<void> {
  const [ticket] = await tx.query('select 1 from tickets where id = $1 and organisation_id = $2', [ticketId, tx.organisationId]);
  if (!ticket) throw new NotFound('ticket');
}
