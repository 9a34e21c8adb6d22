import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { RowsWrite } from '../../platform/database/gathered-rows.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { type InboundFacts, newTicketWith, type TicketAfterMessage, ticketWith } from './after-inbound.ts';
import { followThread } from './follow-thread.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { judgeNewcomer, type Newcomer } from './newcomer.ts';
import { type NewTicket, openTicket, openTicketUnseen } from './open-ticket.ts';
import { PlaceOwnMail } from './place-own-mail.ts';
import { brakeActivity, brakeFor, recentOf } from './rate-brake.ts';
import { type NewActivity, recordActivities } from './record-activities.ts';
import { previewOf, storableSubject } from './storable-text.ts';
import type { InboundMessage, MessageNature } from './ticket-intake.ts';
import { followCustomer } from './ticket-way.ts';

/** Where a message went. */
export interface Placed extends Newcomer {
  readonly ticketId: string;
  readonly created: boolean;
  /** As it is stored: one of a storm counts as a machine's. */
  readonly nature: MessageNature;
  readonly activityIds: string[];
  /** Other tickets whose timeline tells of it. */
  readonly linkedIds: readonly string[];
  readonly lastMessageAt: Date;
  /** Ours, and to none of the ticket's customers. */
  readonly aside?: boolean;
  /** The colleague who wrote it elsewhere. */
  readonly author?: { readonly id: string; readonly name: string } | undefined;
}

/** One statement for each, so that each ticket is found by its index, whatever is known of the table. */
const APPENDED: RowsWrite<readonly unknown[]> = {
  rank: 10,
  statements: (rows) =>
    rows.map((parameters) => ({
      sql: `update tickets set status = $3, snoozed_until = $4, waiting_since = $5, preview = $6, last_direction = $7,
              last_message_at = $8, last_inbound_at = $9, message_count = message_count + 1, version = version + 1, updated_at = $10,
              created_at = least(created_at, $11)
             where id = $1 and organisation_id = $2`,
      parameters,
    })),
};

const PLAIN = { nature: 'personal', fromStranger: false, newSubject: false, linkedIds: [] } as const;

/** Finds or makes the ticket of a customer's message, and makes of it what the message makes of it. */
@Injectable()
export class PlaceMessage {
  constructor(
    private readonly ownMail: PlaceOwnMail,
    private readonly clock: Clock,
  ) {}

  /** @param threadId the ticket that the message names */
  async execute(tx: Tx, message: InboundMessage, threadId: string | undefined, contactId: string): Promise<Placed> {
    if (message.direction === 'outbound') {
      const nature = message.nature === 'automatic' ? message.nature : PLAIN.nature;
      return { ...(await this.ownMail.execute(tx, message, threadId, contactId)), ...PLAIN, nature };
    }
    const now = this.clock.now();
    // What a person wrote is never joined unasked, nor what a shop's own form writes for many customers in one name.
    const joins = message.nature !== 'personal' && !speaksForOthers(message);
    const [home, recent] = await Promise.all([
      threadId === undefined ? undefined : followThread(tx, threadId, message, contactId),
      // Where people talk in short lines, many of them are no storm.
      message.silent || message.thread.bySender || (threadId === undefined && !joins) ? [] : recentOf(tx, contactId, message.occurredAt),
    ]);
    const known = home?.kind === 'ticket' ? home.ticket : undefined;
    const brake = known || joins ? brakeFor(recent, known?.id) : undefined;
    const taking = brake === undefined || brake === known?.id ? known : ((await lockTicket(tx, brake)) ?? known);
    const nature = brake !== undefined && message.nature === 'personal' ? 'automatic' : message.nature;
    const facts = factsOf(message, nature);
    const next = taking && ticketWith(taking, facts, now);
    if (taking && next) {
      const told = brake === undefined ? [] : await brakeActivity(tx, taking.id, now);
      const appended = await this.append(tx, taking, next, told, message, now);
      const newcomer = await judgeNewcomer(tx, taking, message, contactId);
      followCustomer(tx, taking, message, { ...newcomer, nature });
      return { ...appended, nature, ...newcomer };
    }
    return { ...(await this.open(tx, message, facts, home?.ticket, contactId, now)), nature };
  }

  private async open(
    tx: Tx,
    message: InboundMessage,
    facts: InboundFacts,
    after: LockedTicket | undefined,
    contactId: string,
    now: Date,
  ): Promise<Omit<Placed, 'nature'>> {
    const ticket = {
      ...newTicketWith(facts, now),
      shopId: message.shopId,
      channelAccountId: message.channelAccountId,
      channelKind: message.channelKind,
      contactId,
      subject: storableSubject(message.subject),
      assigneeId: null,
      openedBy: null,
      createdAt: message.occurredAt,
    };
    const { id, activityIds } = after
      ? await this.openAfter(tx, after, ticket, message.silent ? message.occurredAt : now)
      : openTicketUnseen(tx, ticket);
    return {
      ticketId: id,
      created: true,
      activityIds,
      linkedIds: after ? [after.id] : [],
      lastMessageAt: message.occurredAt,
      fromStranger: false,
      newSubject: false,
    };
  }

  /** Both tickets tell of each other. */
  private async openAfter(tx: Tx, after: LockedTicket, ticket: NewTicket, at: Date): Promise<{ id: string; activityIds: string[] }> {
    const { id, number, activityIds } = await openTicket(tx, { ...ticket, origin: { id: after.id, kind: 'continues' } });
    const links: NewActivity[] = [
      { ticketId: id, type: 'continues', agentId: null, data: { ticketId: after.id, number: after.number } },
      { ticketId: after.id, type: 'continued', agentId: null, data: { ticketId: id, number } },
    ];
    return { id, activityIds: [...activityIds, ...(await recordActivities(tx, links, at))] };
  }

  private async append(
    tx: Tx,
    ticket: LockedTicket,
    next: TicketAfterMessage,
    told: readonly NewActivity[],
    message: InboundMessage,
    now: Date,
  ): Promise<Omit<Placed, 'nature' | keyof Newcomer>> {
    tx.gather(APPENDED, [
      ticket.id,
      tx.organisationId,
      next.status,
      next.snoozedUntil,
      next.waitingSince,
      next.preview,
      next.lastDirection,
      next.lastMessageAt,
      next.lastInboundAt,
      now,
      // History comes in any order: the ticket began with its oldest message.
      message.silent ? message.occurredAt : now,
    ]);
    const reopened: NewActivity[] =
      next.status !== ticket.status && !message.silent
        ? [{ ticketId: ticket.id, type: 'reopened', agentId: null, data: { from: ticket.status, to: next.status } }]
        : [];
    const activityIds = await recordActivities(tx, [...reopened, ...told], now);
    return { ticketId: ticket.id, created: false, activityIds, linkedIds: [], lastMessageAt: next.lastMessageAt };
  }
}

/** A form of the shop's own website sends for many people, from one address; an answer goes to each of them. */
function speaksForOthers({ sender, replyRecipients }: InboundMessage): boolean {
  return replyRecipients.to.some(({ address }) => address.toLowerCase() !== sender.identity?.value.toLowerCase());
}

function factsOf(message: InboundMessage, nature: MessageNature): InboundFacts {
  return {
    occurredAt: message.occurredAt,
    silent: message.silent,
    preview: previewOf(message.text),
    quiet: nature !== 'personal',
    awaitsAnswer: nature === 'personal' || nature === 'list',
  };
}
