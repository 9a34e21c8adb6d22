import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { v5 as uuidFrom } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { lockTicket } from './lock-ticket.ts';
import { planDelivery } from './plan-delivery.ts';
import { loadSendingChannel } from './sending-channel.ts';
import { storeMessage } from './store-message.ts';
import { ticketsChanged } from './ticket.events.ts';
import { findRepeated } from './written-message.ts';

/** What goes on by another account than the ticket came in by. */
export interface GoingOn {
  /** What makes it this one: the same key twice is one message. */
  readonly key: string;
  readonly ticketId: string;
  readonly channelAccountId: string;
  readonly to: MailAddress;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly authorName: string;
  /** Messages of the ticket whose files go along. */
  readonly filesOf: readonly string[];
}

/**
 * A conversation goes on by another of the shop's accounts, in the same ticket: what colleagues said already is told once
 * more there, and an answer to it comes back to the ticket by its reply token.
 */
@Injectable()
export class MailInTicket {
  constructor(
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** @returns whether it was queued now; not when the ticket is gone or the key was used */
  async queue(tx: Tx, given: GoingOn): Promise<boolean> {
    const id = uuidFrom('goes-on', uuidFrom(given.key, given.ticketId));
    if (await findRepeated(tx, id)) return false;
    const ticket = await this.present(tx, given.ticketId);
    if (!ticket) return false;
    const now = this.clock.now();
    const channel = await loadSendingChannel(tx, given.channelAccountId);
    await storeMessage(tx, {
      id,
      ticketId: ticket.id,
      direction: 'outbound',
      // The colleagues' words were counted when they wrote them; this tells them again.
      nature: 'automatic',
      channelAccountId: given.channelAccountId,
      channelKind: channel.kind,
      authorName: given.authorName,
      authorAddress: channel.address,
      subject: given.subject,
      from: { address: channel.address, name: given.authorName },
      to: [given.to],
      html: given.html,
      text: given.text,
      idempotencyKey: id,
      deliveryState: 'queued',
      createdAt: now,
    });
    tx.write(
      `insert into attachments (id, organisation_id, message_id, file_id, name, content_type, size_bytes, inline, position, created_at)
       select gen_random_uuid(), $1, $2, a.file_id, a.name, a.content_type, a.size_bytes, false, row_number() over (order by a.created_at, a.position), $4
         from attachments a where a.organisation_id = $1 and a.message_id = any($3) and not a.inline`,
      [tx.organisationId, id, given.filesOf, now],
    );
    await tx.query(
      `update tickets set message_count = message_count + 1, version = version + 1, updated_at = $3 where id = $1 and organisation_id = $2`,
      [ticket.id, tx.organisationId, now],
    );
    await planDelivery(this.jobs, tx, { id, channelAccountId: given.channelAccountId });
    await this.outbox.add(tx, ticketsChanged, { ticketIds: [ticket.id], messageIds: [id], activityIds: [] });
    return true;
  }

  /** Where a merged ticket went. */
  private async present(tx: Tx, ticketId: string) {
    let ticket = await lockTicket(tx, ticketId);
    for (let step = 0; ticket?.mergedIntoId && step < 20; step++) ticket = await lockTicket(tx, ticket.mergedIntoId);
    return ticket;
  }
}
