import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Contacts } from '../contacts/public.ts';
import { knownAs } from './external-id.ts';
import { markFailedDelivery } from './failed-delivery.ts';
import { type NewActivity, recordActivities } from './record-activities.ts';
import { ticketsChanged } from './ticket.events.ts';
import type { DeliveryReport, InboundMessage } from './ticket-intake.ts';

/** Of these it is the address that is wrong, not what was sent: unknown, moved, full, switched off; or the server said nothing. */
const ADDRESS_IS_DEAD = /^(?:5\.[12]\.\d+|5\.4\.4|)$/u;
const MAX_REASON = 2_000;

/** An answer of ours that a mail server reports of. */
export interface ReportedMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly createdAt: Date;
  readonly recipients: readonly MailAddress[];
}
type Recipient = DeliveryReport['recipients'][number];

/** Does to our answers what mail servers say became of them. */
@Injectable()
export class TakeDeliveryReport {
  constructor(
    private readonly contacts: Contacts,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The answer a report is about, by the id it names or by what it refers to. */
  async find(tx: Tx, message: InboundMessage): Promise<ReportedMessage | undefined> {
    const report = message.deliveryReport;
    if (!report) return undefined;
    const named = report.originalId === null ? [] : [report.originalId];
    const ids = [...named, ...message.thread.references].map((id) => knownAs(storable(id)));
    const [found] = await tx.query<ReportedMessage>(
      `select id, ticket_id as "ticketId", created_at as "createdAt", to_addresses || cc_addresses || bcc_addresses as recipients from messages
        where organisation_id = $1 and external_id = any($2::text[]) and direction = 'outbound'
        order by array_position($2::text[], external_id) limit 1`,
      [tx.organisationId, ids],
    );
    return found;
  }

  /**
   * The ticket must be locked. What failed is failed for good, and its ticket is opened for somebody to act; what is
   * delayed is only told of.
   */
  async apply(tx: Tx, sent: ReportedMessage, report: DeliveryReport, options: { readonly silent: boolean }): Promise<void> {
    const now = this.clock.now();
    const failed = report.recipients.filter(({ action }) => action === 'failed');
    const delayed = report.recipients.filter(({ action }) => action === 'delayed');
    const [first] = failed;
    const isNews = first !== undefined && (await this.fail(tx, sent, first));
    if (!first && delayed.length === 0 && report.recipients.length > 0) await this.deliver(tx, sent);
    for (const recipient of failed) await this.markAddress(tx, sent, recipient);
    const changed = isNews && !options.silent && (await this.reopen(tx, sent.ticketId, now));
    const marked = await markFailedDelivery(tx, sent.ticketId, now);
    const told = (type: NewActivity['type'], { address, status }: Recipient): NewActivity => ({
      ticketId: sent.ticketId,
      type,
      agentId: null,
      data: { messageId: sent.id, address: storable(address), code: status },
    });
    const activities = [...failed.map((of) => told('bounced', of)), ...delayed.map((of) => told('delivery_delayed', of))];
    const activityIds = await recordActivities(tx, activities, now);
    const ticketIds = changed || marked ? [sent.ticketId] : [];
    await this.outbox.add(tx, ticketsChanged, { ticketIds, messageIds: [sent.id], activityIds });
  }

  /** @returns whether it had not failed before */
  private async fail(tx: Tx, sent: ReportedMessage, { address, status, diagnostic }: Recipient): Promise<boolean> {
    const changed = await tx.execute(
      `update messages set delivery_state = 'failed', delivery_reason = $3, bounce = $4, next_attempt_at = null, undo_until = null
        where id = $1 and organisation_id = $2 and delivery_state in ('sending', 'sent', 'delivered', 'failed') and bounce is null`,
      [
        sent.id,
        tx.organisationId,
        storable(diagnostic).slice(0, MAX_REASON) || null,
        JSON.stringify({ code: status, address: storable(address) }),
      ],
    );
    return changed > 0;
  }

  private async deliver(tx: Tx, sent: ReportedMessage): Promise<void> {
    await tx.query(`update messages set delivery_state = 'delivered' where id = $1 and organisation_id = $2 and delivery_state = 'sent'`, [
      sent.id,
      tx.organisationId,
    ]);
  }

  /** Only an address that we wrote to: a server may name the one behind an alias, and anybody can write a report. */
  private async markAddress(tx: Tx, sent: ReportedMessage, { address, status, diagnostic }: Recipient): Promise<void> {
    if (!ADDRESS_IS_DEAD.test(status)) return;
    const reported = address.toLowerCase();
    const ours = sent.recipients.map((recipient) => recipient.address.toLowerCase());
    const value = ours.find((known) => known === reported) ?? (ours.length === 1 ? ours[0] : undefined);
    if (value === undefined) return;
    const reason = storable(diagnostic).slice(0, MAX_REASON);
    await this.contacts.markUndeliverable(tx, { kind: 'email', value }, { code: status, reason });
  }

  private async reopen(tx: Tx, ticketId: string, now: Date): Promise<boolean> {
    const changed = await tx.execute(
      `update tickets set status = 'open', snoozed_until = null, version = version + 1, updated_at = $3
        where id = $1 and organisation_id = $2 and status in ('pending', 'snoozed', 'solved', 'closed') and merged_into_id is null`,
      [ticketId, tx.organisationId, now],
    );
    return changed > 0;
  }
}
