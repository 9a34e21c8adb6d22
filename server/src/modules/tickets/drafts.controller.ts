import { id } from '@balie/shared/contracts/common.ts';
import {
  type Draft,
  draft,
  type SaveDraftRequest,
  type SavedDraft,
  saveDraftRequest,
  savedDraft,
} from '@balie/shared/contracts/tickets.ts';
import { Body, Controller, Delete, Headers, HttpCode, Param, Put } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { CLIENT_ID_HEADER } from './client-id.ts';
import { SaveDraft } from './save-draft.service.ts';

const kindParam = draft.shape.kind;

/** What each colleague has begun to write; nobody sees another's. */
@Controller('tickets/:id/drafts/:kind')
export class DraftsController {
  constructor(private readonly saveDraft: SaveDraft) {}

  @Put()
  @Requires('tickets:note')
  @Returns(savedDraft)
  save(
    @Me() me: Principal,
    @Param('id', { schema: id }) ticketId: string,
    @Param('kind', { schema: kindParam }) kind: Draft['kind'],
    @Body({ schema: saveDraftRequest }) request: SaveDraftRequest,
    @Headers(CLIENT_ID_HEADER) clientId = '',
  ): Promise<SavedDraft> {
    return this.saveDraft.save(me, { ticketId, kind }, request, clientId);
  }

  @Delete()
  @Requires('tickets:note')
  @HttpCode(204)
  discard(
    @Me() me: Principal,
    @Param('id', { schema: id }) ticketId: string,
    @Param('kind', { schema: kindParam }) kind: Draft['kind'],
    @Headers(CLIENT_ID_HEADER) clientId = '',
  ): Promise<void> {
    return this.saveDraft.discard(me, { ticketId, kind }, clientId);
  }
}
