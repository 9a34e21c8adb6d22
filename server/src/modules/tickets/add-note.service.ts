import type { NoteRequest, TicketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Colleagues } from '../agents/public.ts';
import { DraftBox } from './draft-box.ts';
import { loadTicketAndMessage } from './load-rows.ts';
import { lockTicket } from './lock-ticket.ts';
import { notify } from './notify.ts';
import { addToSearch } from './search-index.ts';
import { previewOf } from './storable-text.ts';
import { storeMessage } from './store-message.ts';
import { TicketMerged } from './ticket.errors.ts';
import { ticketsChanged } from './ticket.events.ts';
import { adopt, clean, findRepeated } from './written-message.ts';

/** Writes a note for colleagues only; who is mentioned in it hears of it. */
@Injectable()
export class AddNote {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly drafts: DraftBox,
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | TicketMerged | EmptyMessage | AttachmentUnknown} */
  execute(ticketId: string, agentId: string, request: NoteRequest, clientId: string): Promise<TicketAndMessage> {
    return this.unitOfWork.run(async (tx) => {
      const repeated = await findRepeated(tx, request.idempotencyKey);
      if (repeated) return loadTicketAndMessage(tx, repeated);
      const ticket = await lockTicket(tx, ticketId);
      if (!ticket) throw new NotFound('ticket');
      if (ticket.mergedIntoId) throw new TicketMerged();
      const now = this.clock.now();
      const written = clean(request);
      const author = await this.colleagues.find(tx, agentId);
      const mentionIds = await this.colleagues.activeAmong(tx, request.mentionIds);
      await storeMessage(tx, {
        ...written,
        ticketId,
        direction: 'note',
        authorAgentId: agentId,
        authorName: author?.name ?? '',
        mentionIds,
        idempotencyKey: request.idempotencyKey,
        createdAt: now,
      });
      await adopt(tx, written, request.attachmentIds, agentId, now);
      await tx.query(
        `update tickets set preview = $3, last_direction = 'note', last_message_at = greatest(last_message_at, $4),
           message_count = message_count + 1, version = version + 1, updated_at = $4
          where id = $1 and organisation_id = $2`,
        [ticketId, tx.organisationId, previewOf(written.text), now],
      );
      await this.drafts.discard(tx, { agentId, ticketId, kind: 'note' }, clientId);
      const hasFiles = request.attachmentIds.length > 0;
      await addToSearch(tx, { ticketId, organisationId: tx.organisationId, text: written.text, hasFiles, lastMessageAt: now });
      const mentions = mentionIds.map((mentioned) => ({ agentId: mentioned, kind: 'mention' as const, ticketId, messageId: written.id }));
      await notify(tx, this.outbox, mentions, { actorId: agentId, cause: written.id, at: now });
      await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticketId], messageIds: [written.id], activityIds: [] });
      return loadTicketAndMessage(tx, written.id);
    });
  }
}
