import { id } from '@balie/shared/contracts/common.ts';
import {
  type NoteRequest,
  noteRequest,
  type ReplyRequest,
  replyRequest,
  type TicketAndMessage,
  ticketAndMessage,
} from '@balie/shared/contracts/tickets.ts';
import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { AddNote } from './add-note.service.ts';
import { CLIENT_ID_HEADER } from './client-id.ts';
import { ReplyToTicket } from './reply-to-ticket.service.ts';

/** What colleagues write: answers to customers, and notes for one another. */
@Controller('tickets/:id')
export class MessagesController {
  constructor(
    private readonly replyToTicket: ReplyToTicket,
    private readonly addNote: AddNote,
  ) {}

  @Post('replies')
  @Requires('tickets:reply')
  @Returns(ticketAndMessage)
  reply(
    @Me() me: Principal,
    @Param('id', { schema: id }) ticketId: string,
    @Body({ schema: replyRequest }) request: ReplyRequest,
    @Headers(CLIENT_ID_HEADER) clientId = '',
  ): Promise<TicketAndMessage> {
    return this.replyToTicket.execute(ticketId, me.agentId, request, clientId);
  }

  @Post('notes')
  @Requires('tickets:note')
  @Returns(ticketAndMessage)
  note(
    @Me() me: Principal,
    @Param('id', { schema: id }) ticketId: string,
    @Body({ schema: noteRequest }) request: NoteRequest,
    @Headers(CLIENT_ID_HEADER) clientId = '',
  ): Promise<TicketAndMessage> {
    return this.addNote.execute(ticketId, me.agentId, request, clientId);
  }
}
