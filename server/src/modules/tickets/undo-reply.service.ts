import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { DeliveryState, SaveDraftRequest, UndoneReply } from '@balie/shared/contracts/tickets.ts';
import { variableKey } from '@balie/shared/domain/templates.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { mayMove } from './delivery-state.ts';
import { DraftBox } from './draft-box.ts';
import { lockTicketOf } from './failed-delivery.ts';
import { loadTicketRow } from './load-rows.ts';
import type { OutgoingTemplate } from './outgoing-messages.ts';
import { deliveryKey } from './plan-delivery.ts';
import { PutTicketBack } from './put-ticket-back.ts';
import type { TicketBeforeReply } from './reply-to-ticket.service.ts';
import { NotYourReply, UndoTooLate } from './ticket.errors.ts';

interface Taken {
  readonly ticketId: string;
  readonly authorId: string | null;
  readonly state: DeliveryState;
  readonly undoUntil: Date | null;
  readonly ticketBefore: TicketBeforeReply | null;
  readonly template: OutgoingTemplate | null;
  readonly content: { html: string; to: MailAddress[]; cc: MailAddress[]; bcc: MailAddress[] };
}

/** Takes a reply back before it leaves: its text returns to the composer, and the ticket to what it was. */
@Injectable()
export class UndoReply {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly drafts: DraftBox,
    private readonly putTicketBack: PutTicketBack,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound | NotYourReply | UndoTooLate} */
  execute(messageId: string, agentId: string, clientId: string): Promise<UndoneReply> {
    return this.unitOfWork.run(async (tx) => {
      await lockTicketOf(tx, messageId);
      const message = await this.lock(tx, messageId);
      if (!message) throw new NotFound('message');
      if (message.authorId !== agentId) throw new NotYourReply();
      const inTime = message.undoUntil !== null && message.undoUntil > this.clock.now();
      if (!inTime || !mayMove(message.state, 'undone')) throw new UndoTooLate();
      await tx.query(`update messages set delivery_state = 'undone', ticket_before = null where id = $1`, [messageId]);
      await this.jobs.remove(tx, deliveryKey(messageId));
      await this.putTicketBack.execute(tx, { messageId, agentId, ticketId: message.ticketId, before: message.ticketBefore });
      const draft = await this.giveBack(tx, messageId, agentId, message, clientId);
      return { ticket: await loadTicketRow(tx, message.ticketId), draft };
    });
  }

  /** In front of what was begun meanwhile: neither is lost. */
  private async giveBack(tx: Tx, messageId: string, agentId: string, message: Taken, clientId: string): Promise<UndoneReply['draft']> {
    const files = await tx.query<{ id: string }>(
      'update attachments set message_id = null where message_id = $1 and organisation_id = $2 returning id, position',
      [messageId, tx.organisationId],
    );
    const key = { agentId, ticketId: message.ticketId, kind: 'reply' as const };
    const begun = await this.drafts.get(tx, key);
    const { way, after } = message.ticketBefore ?? {};
    const content: SaveDraftRequest = {
      ...message.content,
      ...(way && way.channelAccountId !== after?.way.channelAccountId ? { channelAccountId: after?.way.channelAccountId } : {}),
      // The words of a template are its provider's: what comes back is the choice, and what was filled in.
      html: (message.template ? '' : message.content.html) + (begun?.html ?? ''),
      ...(message.template ? { template: chosenAgain(message.template, files[0]?.id) } : {}),
      attachmentIds: [...new Set([...files.map((file) => file.id), ...(begun?.attachmentIds ?? [])])],
    };
    return this.drafts.put(tx, key, content, clientId);
  }

  private async lock(tx: Tx, messageId: string): Promise<Taken | undefined> {
    const [message] = await tx.query<Taken>(
      `select ticket_id as "ticketId", author_agent_id as "authorId", delivery_state as state, undo_until as "undoUntil",
              ticket_before as "ticketBefore", template,
              jsonb_build_object('html', html, 'to', to_addresses, 'cc', cc_addresses, 'bcc', bcc_addresses) as content
         from messages where id = $1 and organisation_id = $2 and direction = 'outbound' for update`,
      [messageId, tx.organisationId],
    );
    return message;
  }
}

function chosenAgain({ id, values }: OutgoingTemplate, fileId: string | undefined): NonNullable<SaveDraftRequest['template']> {
  return { id, values: Object.fromEntries(values.map((value) => [variableKey(value), value.text])), ...(fileId ? { fileId } : {}) };
}
